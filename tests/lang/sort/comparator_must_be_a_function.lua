-- The second argument of table.sort is a function or nothing.
print(pcall(table.sort, {2, 1}, true))
-- expect: false	bad argument #2 to 'table.sort' (function expected, got boolean)
print(pcall(table.sort, {2, 1}, "<"))
-- expect: false	bad argument #2 to 'table.sort' (function expected, got string)
print(pcall(table.sort, {2, 1}, {}))
-- expect: false	bad argument #2 to 'table.sort' (function expected, got table)
local callable = setmetatable({}, {__call = function() return true end})
print(pcall(table.sort, {2, 1}, callable))
-- expect: false	bad argument #2 to 'table.sort' (function expected, got table)
print(pcall(table.sort, {2, 1}, coroutine.create(print)))
-- expect: false	bad argument #2 to 'table.sort' (function expected, got thread)
print(pcall(function() table.sort({2, 1}, 1) end) == false) -- expect: true
print(pcall(table.sort))
-- expect: false	bad argument #1 to 'table.sort' (table expected, got no value)
print(pcall(table.sort, nil, print))
-- expect: false	bad argument #1 to 'table.sort' (table expected, got nil)
local t = {2, 1}
print(select("#", table.sort(t, nil, "ignored")), t[1], t[2]) -- expect: 0	1	2
