-- __lt and __le are asked for any mix of operands but two numbers or two strings.
local log = {}
local mt = {__lt = function(a, b) log[#log + 1] = "lt" return true end,
            __le = function(a, b) log[#log + 1] = "le" return false end}
local t = setmetatable({}, mt)
print(t < t, t < 1, 1 < t, "x" < t, t > nil, t > {}, print > t)
-- expect: true	true	true	true	true	true	true
print(t <= t, t <= 1, 1 <= t, "x" <= t, t >= nil, t >= {}, print >= t)
-- expect: false	false	false	false	false	false	false
print(table.concat(log, " ")) -- expect: lt lt lt lt lt lt lt le le le le le le le
print(1 < 2, "a" < "b", pcall(function() return 1 < "2" end) == false) -- expect: true	true	true
mt.__lt = function() return 0 end
print(t < 1, not (t < 1), t < 1 == true) -- expect: true	false	true
mt.__lt = function() end
print(t < 1, 1 > t) -- expect: false	false
if t < 1 then print("wrong") else print("no value is false") end -- expect: no value is false
