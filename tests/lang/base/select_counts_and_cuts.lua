-- select("#") counts arguments; a number gives the rest from there on.
print(select("#"), select("#", nil), select("#", 1, nil, nil)) -- expect: 0	1	3
print(select(1, "a", "b", "c")) -- expect: a	b	c
print(select(2, "a", "b", "c")) -- expect: b	c
print((select(3, "a", "b", "c"))) -- expect: c
print(select("#", select(4, "a", "b", "c"))) -- expect: 0
print(select(-1, "a", "b", "c")) -- expect: c
print(select(-3, "a", "b", "c")) -- expect: a	b	c
print(select("2", "a", "b")) -- expect: b
print(pcall(select, 0, "a")) -- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, -4, "a", "b", "c"))
-- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, {}))
-- expect: false	bad argument #1 to 'select' (number expected, got table)
