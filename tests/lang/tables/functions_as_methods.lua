-- A table that inherits from table has its functions as methods.
local list = setmetatable({}, {__index = table})
list:insert("b")
list:insert(1, "a")
list:insert("c")
print(#list, list:concat(","), list:concat(",", 2), list:unpack(2))
-- expect: 3	a,b,c	b,c	b	c
print(list:remove(), list:remove(1), #list) -- expect: c	a	1
list:insert("a")
list:sort()
print(list:concat(), list:move(1, 2, 3):concat(), list.pack(1, 2).n) -- expect: ab	abab	2
print(select(2, pcall(function() list:insert() end)))
-- expect: functions_as_methods.lua:12: wrong number of arguments to 'insert'
print(select(2, pcall(function() list:insert(1, 2, 3) end)))
-- expect: functions_as_methods.lua:14: wrong number of arguments to 'insert'
print(rawget(list, "insert"), list.insert == table.insert) -- expect: nil	true
