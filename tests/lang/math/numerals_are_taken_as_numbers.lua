-- Every function of numbers takes numerals, decimal or hexadecimal, with spaces around.
print(math.floor("3.7"), math.ceil(" 3.2 "), math.abs("-4"), math.sqrt("0x10"))
-- expect: 3	4	4.0	4.0
print(math.modf("-2.5")) -- expect: -2	-0.5
print(math.fmod("7", "4"), math.fmod("7.0", 4), math.ult("1", "0x2"), math.exp("0x0"))
-- expect: 3.0	3.0	true	1.0
print(math.sin("0"), math.cos("0.0"), math.atan("0", "1"), math.log("1"), math.deg("0"))
-- expect: 0.0	1.0	0.0	0.0	0.0
print(math.floor("1e3"), math.floor("0x.8p1"), math.floor("-0x10"), math.floor("10\n"))
-- expect: 1000	1	-16	10
print(pcall(math.floor, "1 2"))
-- expect: false	bad argument #1 to 'math.floor' (number expected, got string)
print(pcall(math.floor, ""))
-- expect: false	bad argument #1 to 'math.floor' (number expected, got string)
print(pcall(math.floor, "0x"))
-- expect: false	bad argument #1 to 'math.floor' (number expected, got string)
print(pcall(math.floor, "1e"))
-- expect: false	bad argument #1 to 'math.floor' (number expected, got string)
print(pcall(math.floor, "inf"))
-- expect: false	bad argument #1 to 'math.floor' (number expected, got string)
print(pcall(math.floor, "1\0"))
-- expect: false	bad argument #1 to 'math.floor' (number expected, got string)
