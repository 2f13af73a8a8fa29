-- A global name on the left means the _ENV from before the assignment.
local print, old = print, _ENV
x, _ENV = 1, {}
print(old.x, x) -- expect: 1	nil
_ENV, y = {name = "second"}, 2
print(old.y, y, name) -- expect: nil	nil	second
_ENV = old
local function inner()
    local env = {}
    local _ENV = env
    local function f() a, b, _ENV, c = 1, 2, {}, 3 end
    f()
    return env.a, env.b, env.c, a
end
print(inner()) -- expect: 1	2	3	nil
function old.f(t) local function g() t.k, t.l, t = 1, 2, nil end g() return t end
local t = {}
print(f(t), t.k, t.l) -- expect: nil	1	2
