-- A variable may stand twice on the left; one of its values wins.
local a
a, a = 1, 2
print(a == 1 or a == 2) -- expect: true
local t = {}
t.x, t.x, t.x = "a", "b", "c"
print(#t.x) -- expect: 1
local calls = 0
local log = setmetatable({}, {__newindex = function(_, k, v) calls = calls + 1 end})
log.k, log.k = 1, 2
print(calls) -- expect: 2
local function both() a, a = 3, 4 return a == 3 or a == 4 end
print(both()) -- expect: true
local x, x = 1, 2
print(x) -- expect: 2
local function f(p, p) return p end
print(f(1, 2)) -- expect: 2
