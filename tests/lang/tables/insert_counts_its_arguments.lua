-- table.insert takes two or three arguments; a nil counts as one.
print(pcall(table.insert))
-- expect: false	bad argument #1 to 'table.insert' (table expected, got no value)
print(pcall(table.insert, {})) -- expect: false	wrong number of arguments to 'insert'
print(pcall(table.insert, {}, 1, 2, 3)) -- expect: false	wrong number of arguments to 'insert'
print(pcall(table.insert, {}, 1, 2, nil)) -- expect: false	wrong number of arguments to 'insert'
print(pcall(table.insert, {}, nil), pcall(table.insert, {}, 1, nil)) -- expect: true	true
local function two() return 1, "v" end
local t = {}
table.insert(t, two())
table.insert(t, (two()))
print(#t, t[1], t[2]) -- expect: 2	v	1
print(select(2, pcall(function() table.insert(t) end)))
-- expect: insert_counts_its_arguments.lua:13: wrong number of arguments to 'insert'
print(select(2, pcall(function() table.insert(t, two(), 3, 4) end)))
-- expect: insert_counts_its_arguments.lua:15: wrong number of arguments to 'insert'
print(select("#", table.insert({}, 1)), select("#", table.insert({}, 1, 1))) -- expect: 0	0
