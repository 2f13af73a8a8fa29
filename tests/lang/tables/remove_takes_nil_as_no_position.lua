-- A nil position of table.remove means the last element.
local t = {1, 2, 3}
print(table.remove(t, nil), #t) -- expect: 3	2
local position
print(table.remove(t, position), #t, table.remove({}, nil)) -- expect: 2	1	nil
print(pcall(table.remove, t, nil), #t) -- expect: true	0
