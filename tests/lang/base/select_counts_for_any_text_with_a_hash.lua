-- select looks at the first byte of a text only: with "#" it counts.
print(select("#x", 1, 2, nil)) -- expect: 3
print(select("##")) -- expect: 0
print(pcall(select, "x#", 1)) -- expect: false	bad argument #1 to 'select' (number expected, got string)
print(pcall(select, "", 1)) -- expect: false	bad argument #1 to 'select' (number expected, got string)
print(select("2", "a", "b")) -- expect: b
