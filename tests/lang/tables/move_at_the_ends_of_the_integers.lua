-- table.move copies at the ends of the integers, but never across them.
local low, high = math.mininteger, math.maxinteger
print(table.move({5}, 1, 1, high)[high], table.move({5}, 1, 1, low)[low]) -- expect: 5	5
print(table.move({[high] = 3}, high, high, 1)[1], table.move({[low] = 4}, low, low, 1)[1])
-- expect: 3	4
print(table.move({[high - 1] = 1, [high] = 2}, high - 1, high, high - 2)[high - 1]) -- expect: 2
print(table.move({1, 2}, 1, 2, high - 1)[high], table.move({1, 2}, 1, 2, low)[low + 1])
-- expect: 2	2
print(next(table.move({}, 5, low, 1)), next(table.move({}, high, low, 1))) -- expect: nil	nil
print(pcall(table.move, {}, low, -1, 1))
-- expect: false	bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, low, 0, 1))
-- expect: false	bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, 0, high, 1))
-- expect: false	bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, 1, high, 2))
-- expect: false	bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, 1, 2, high))
-- expect: false	bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, -2, 1, high - 2))
-- expect: false	bad argument #4 to 'table.move' (destination wrap around)
