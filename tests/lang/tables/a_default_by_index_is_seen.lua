-- An __index table shows through unpack and concat.
local t = setmetatable({1}, {__index = {0, "two", "three"}})
print(table.unpack(t, 1, 3)) -- expect: 1	two	three
print(table.concat(t, " ", 1, 3)) -- expect: 1 two three
print(#t, table.concat(t)) -- expect: 1	1
local counted = setmetatable({}, {__len = function() return 3 end, __index = function(_, k)
    return k * k
end})
print(table.concat(counted, " "), select("#", table.unpack(counted))) -- expect: 1 4 9	3
print(table.unpack(counted, 2)) -- expect: 4	9
