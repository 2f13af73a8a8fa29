-- A result that is too large is an error that can be caught.
print(pcall(string.rep, "x", 1 << 50)) -- expect: false	resulting string too large
print(pcall(string.rep, "x", math.maxinteger)) -- expect: false	resulting string too large
print(pcall(string.rep, "", 1, "x")) -- expect: true	
print(pcall(string.rep, "x", 1 << 40, "y")) -- expect: false	resulting string too large
print(#string.rep("x", 1 << 10)) -- expect: 1024
