-- A __len that cannot be called is an error of the function that measures.
local t = setmetatable({}, {__len = 5})
print(pcall(table.insert, t, 1)) -- expect: false	attempt to call a number value
print(pcall(table.remove, t)) -- expect: false	attempt to call a number value
print(pcall(table.concat, t)) -- expect: false	attempt to call a number value
print(pcall(table.unpack, t)) -- expect: false	attempt to call a number value
print(pcall(table.sort, t)) -- expect: false	attempt to call a number value
print(pcall(table.move, t, 1, 1, 2) == true) -- expect: true
local callable = setmetatable({}, {__call = function(_, list) return rawlen(list) + 1 end})
local u = setmetatable({"a"}, {__len = callable})
table.insert(u, "c")
print(u[1], u[2], u[3], #u) -- expect: a	nil	c	2
