-- table.insert takes positions from 1 to one behind the end; its value may be nil.
local t = {}
print(pcall(table.insert, t, 2, "x"))
-- expect: false	bad argument #2 to 'table.insert' (position out of bounds)
print(pcall(table.insert, t, -1, "x"))
-- expect: false	bad argument #2 to 'table.insert' (position out of bounds)
print(pcall(table.insert, t, "1.5", "x"))
-- expect: false	bad argument #2 to 'table.insert' (number has no integer representation)
print(pcall(table.insert, t, nil, "x"))
-- expect: false	bad argument #2 to 'table.insert' (number expected, got nil)
print(pcall(table.insert, t, {}, "x"))
-- expect: false	bad argument #2 to 'table.insert' (number expected, got table)
print(pcall(table.insert, t, math.maxinteger, "x"))
-- expect: false	bad argument #2 to 'table.insert' (position out of bounds)
print(pcall(table.insert, t, math.mininteger, "x"))
-- expect: false	bad argument #2 to 'table.insert' (position out of bounds)
print(#t, next(t)) -- expect: 0	nil
table.insert(t, 1, "a")
table.insert(t, 2, "c")
table.insert(t, 2, "b")
print(table.concat(t, " ")) -- expect: a b c
table.insert(t, nil)
table.insert(t, 4, nil)
print(#t, t[4]) -- expect: 3	nil
table.insert(t, 1, nil)
print(t[1], t[2], t[3], t[4]) -- expect: nil	a	b	c
