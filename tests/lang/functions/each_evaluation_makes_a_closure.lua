-- A function expression gives a closure with its own variables on each evaluation.
local function make(n) return function() n = n + 1 return n end end
local a, b = make(0), make(0)
print(a == b, a(), a(), b()) -- expect: false	1	2	1
local seen = {}
for i = 1, 3 do seen[function() return i end] = i end
local sum = 0
for f, i in pairs(seen) do sum = sum + f() * i end
print(sum) -- expect: 14
local t = {}
for i = 1, 2 do function t.f() return i end t[i] = t.f end
print(t[1](), t[2](), t.f == t[2], t[1] == t[2]) -- expect: 1	2	true	false
local memo = setmetatable({}, {__mode = "k"})
memo[a] = "kept"
print(memo[a], memo[b], memo[make(0)]) -- expect: kept	nil	nil
local self
self = function() return self end
print(self() == self, self()()() == self) -- expect: true	true
