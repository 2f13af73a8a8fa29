-- A negative number of select counts from the last argument.
print(select(-1, "a", "b", "c")) -- expect: c
print(select(-2, "a", "b", "c")) -- expect: b	c
print(select(-3, "a", "b", "c")) -- expect: a	b	c
print((select(-3, "a", "b", "c"))) -- expect: a
print(select("#", select(-2, 1, nil, nil))) -- expect: 2
print(select(-1, nil)) -- expect: nil
print(select(-1.0, "x", "y"), select("-2", "x", "y")) -- expect: y	x	y
print(pcall(select, -4, "a", "b", "c"))
-- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, -1)) -- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, 0)) -- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, math.mininteger, 1))
-- expect: false	bad argument #1 to 'select' (index out of range)
print(select("#", select(math.maxinteger, 1, 2)), select("#", select(4, 1, 2, 3))) -- expect: 0	0
print(pcall(select, 1.5, "a"))
-- expect: false	bad argument #1 to 'select' (number has no integer representation)
print(pcall(select, "two", "a"))
-- expect: false	bad argument #1 to 'select' (number expected, got string)
print(pcall(select)) -- expect: false	bad argument #1 to 'select' (number expected, got no value)
print(pcall(select, nil, "a"))
-- expect: false	bad argument #1 to 'select' (number expected, got nil)
local function last(...) return (select(-1, ...)) end
print(last(1, 2, 3), last(false)) -- expect: 3	false
