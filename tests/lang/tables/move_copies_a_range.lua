-- table.move copies a range, also over itself, and into another table.
-- torture: 499
print(table.concat(table.move({1, 2, 3, 4, 5}, 2, 4, 1), " ")) -- expect: 2 3 4 4 5
print(table.concat(table.move({1, 2, 3, 4, 5}, 1, 3, 3), " ")) -- expect: 1 2 1 2 3
print(table.concat(table.move({1, 2, 3}, 1, 3, 2, {"a", "b"}), " ")) -- expect: a 1 2 3
print(#table.move({1, 2, 3}, 1, 0, 5), #table.move({}, 1, 3, 1)) -- expect: 3	0
local long = {}
for i = 1, 20000 do long[i] = i end
table.move(long, 1, 20000, 101)
print(#long, long[100], long[101], long[20100]) -- expect: 20100	100	1	20000
table.move(long, 101, 20100, 1)
print(long[1], long[10000], long[20000]) -- expect: 1	10000	20000
print(pcall(table.move, {}, 1, math.maxinteger, 2))
-- expect: false	bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, -1, math.maxinteger, 2))
-- expect: false	bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {1}, 1, 1, 1, 2))
-- expect: false	bad argument #5 to 'table.move' (table expected, got number)
