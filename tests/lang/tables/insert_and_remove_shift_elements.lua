-- table.insert and table.remove move the elements behind the position.
local t = {1, 2, 3}
table.insert(t, 4)
table.insert(t, 1, 0)
table.insert(t, 3, 1.5)
print(table.concat(t, " ")) -- expect: 0 1 1.5 2 3 4
print(table.remove(t), table.remove(t, 1), table.remove(t, 2)) -- expect: 4	0	1.5
print(table.concat(t, " ")) -- expect: 1 2 3
print(table.remove({}), table.remove({}, 0), #t) -- expect: nil	nil	3
t[#t + 1] = "last"
print(table.remove(t, #t), table.remove(t, #t + 1), #t) -- expect: last	nil	3
table.insert(t, #t + 1, "end")
print(table.concat(t, " ")) -- expect: 1 2 3 end
