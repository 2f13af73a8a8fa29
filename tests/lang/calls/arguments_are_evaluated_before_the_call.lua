-- The function and all arguments are evaluated before the body runs.
local log = {}
local function v(x) log[#log + 1] = tostring(x) return x end
local function f(a, b) log[#log + 1] = "f" return a + b end
print(f(v(1), v(2)), table.concat(log, " ")) -- expect: 3	1 2 f
log = {}
print(f(f(v(1), v(2)), f(v(3), v(4))), table.concat(log, " ")) -- expect: 10	1 2 f 3 4 f f
local n = 0
local function next_n() n = n + 1 return n end
print(next_n(), next_n(), next_n() + next_n() * 10) -- expect: 1	2	43
local function change(t) t.x = "changed" return t.x end
local t = {x = "old"}
print(t.x, change(t), t.x) -- expect: old	changed	changed
local x = 1
local function set() x = 2 return x end
print((function(a, b) return a, b end)(x + 0, set())) -- expect: 1	2
print(select(2, pcall(function() return undefined(v("evaluated")) end)):match("attempt.*"))
-- expect: attempt to call a nil value (global 'undefined')
print(log[#log]) -- expect: evaluated
