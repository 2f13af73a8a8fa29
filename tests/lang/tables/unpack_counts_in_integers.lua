-- table.unpack asks an __index function for integers, whatever its bounds are given as.
local kinds = setmetatable({}, {__index = function(_, k) return math.type(k) .. " " .. k end})
print(table.unpack(kinds, 1, 2)) -- expect: integer 1	integer 2
print(table.unpack(kinds, 1.0, 2.0)) -- expect: integer 1	integer 2
print(table.unpack(kinds, "1", "2")) -- expect: integer 1	integer 2
print(table.unpack(kinds, "0x9", "1e1")) -- expect: integer 9	integer 10
print(table.unpack(kinds, 2.0, "3")) -- expect: integer 2	integer 3
print(select("#", table.unpack(kinds, "10", "9")), select("#", table.unpack(kinds, "9", "10")))
-- expect: 0	2
