-- __eq is asked for two tables only, __lt and __le for any mix; results become booleans.
local log = {}
local mt = {
    __eq = function(a, b) log[#log + 1] = "eq" return a.n == b.n and 1 or nil end,
    __lt = function(a, b) log[#log + 1] = "lt" return (a.n or a) < (b.n or b) end,
    __le = function(a, b) log[#log + 1] = "le" return (a.n or a) <= (b.n or b) end,
}
local function V(n) return setmetatable({n = n}, mt) end
local a, b, c = V(1), V(2), V(1)
print(a == c, a == b, a ~= c, a == a, a == 1) -- expect: true	false	false	true	false
print(table.concat(log, " ")) -- expect: eq eq eq
print(a < b, a > b, a <= c, a >= b) -- expect: true	false	true	false
print(table.concat(log, " ", 4)) -- expect: lt lt le le
print(pcall(function() return a < "x" end) == false) -- expect: true
print(setmetatable({}, {__lt = function() return "yes" end}) < 5) -- expect: true
print(rawequal(a, c), not (a < b)) -- expect: false	false
