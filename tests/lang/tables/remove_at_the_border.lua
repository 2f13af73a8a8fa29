-- table.remove takes positions from 1 to one behind the end, and 0 in an empty list.
local t = {"a", "b", "c"}
print(table.remove(t, 4), #t, table.remove(t, 3), #t) -- expect: nil	3	c	2
t[3] = "stray"
print(table.remove(t, #t + 1), #t) -- expect: nil	3
print(select("#", table.remove({})), table.remove({}), table.remove({}, 0), table.remove({}, 1))
-- expect: 1	nil	nil	nil
local zero = {[0] = "zero"}
print(table.remove(zero), zero[0]) -- expect: zero	nil
zero[0] = "again"
print(table.remove(zero, 0), zero[0]) -- expect: again	nil
local one = {[1] = "one", [2] = nil}
print(table.remove(one, 2), table.remove(one, 1), one[1]) -- expect: nil	one	nil
print(pcall(table.remove, {}, 2))
-- expect: false	bad argument #1 to 'table.remove' (position out of bounds)
print(pcall(table.remove, {}, -1))
-- expect: false	bad argument #1 to 'table.remove' (position out of bounds)
print(pcall(table.remove, {1}, 0))
-- expect: false	bad argument #1 to 'table.remove' (position out of bounds)
print(pcall(table.remove, {1, 2}, 4))
-- expect: false	bad argument #1 to 'table.remove' (position out of bounds)
