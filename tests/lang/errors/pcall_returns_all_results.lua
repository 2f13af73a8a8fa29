-- pcall gives true and every result, or false and the error.
print(pcall(function() end)) -- expect: true
print(pcall(function() return nil end)) -- expect: true	nil
print(pcall(function(...) return ... end, 1, nil, 3, nil)) -- expect: true	1	nil	3	nil
print(pcall(pcall, error, "e")) -- expect: true	false	e
print(pcall(pcall)) -- expect: false	bad argument #1 to 'pcall' (value expected)
print(pcall(1)) -- expect: false	attempt to call a number value
print(pcall({})) -- expect: false	attempt to call a table value
print(pcall(setmetatable({}, {__call = function(self, a) return "called", a end}), 5))
-- expect: true	called	5
print(select("#", pcall(function() return table.unpack({}, 1, 100) end))) -- expect: 101
print(pcall(string.rep, "x", 3)) -- expect: true	xxx
local function many(n) if n == 0 then return "bottom" end return n, many(n - 1) end
print(pcall(many, 5)) -- expect: true	5	4	3	2	1	bottom
