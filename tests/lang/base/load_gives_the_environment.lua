-- The environment of a loaded chunk is its only upvalue; nil is one, too.
local env = {}
local set = load("x = (x or 0) + 1 return x", "=c", "t", env)
print(set(), set(), env.x, x) -- expect: 1	2	2	nil
print(load("return _ENV", "=c", "t", env)() == env, load("return _ENV")() == _G)
-- expect: true	true
print(load("return _ENV", "=c", "t", nil)()) -- expect: nil
print(pcall(load("return x", "=c", "t", nil)))
-- expect: false	c:1: attempt to index a nil value (upvalue '_ENV')
print(pcall(load("x = 1", "=c", "t", 5)))
-- expect: false	c:1: attempt to index a number value (upvalue '_ENV')
print(load("return len", "=c", "t", "a string")() == string.len) -- expect: true
print(load("return a .. b", "=c", "t", setmetatable({}, {__index = function(_, k)
    return "<" .. k .. ">"
end}))()) -- expect: <a><b>
local function outer() local hidden = 1 return load("return hidden"), hidden end
print(outer()()) -- expect: nil
print(load("local _ENV = {y = 2} return y", "=c")()) -- expect: 2
print(load("function f() return g end g = 7", "=c", "t", env)(), env.f()) -- expect: nil	7
