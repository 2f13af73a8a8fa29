-- math.type tells the kind of number, and functions keep integers where they can.
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil)) -- expect: integer	float	nil	nil
print(math.abs(-5), math.abs(-5.5), math.abs(math.mininteger)) -- expect: 5	5.5	-9223372036854775808
print(math.max(1, 2.5), math.max(3, 2.5), math.min(1, 1.0), math.min(4, 2, 8)) -- expect: 2.5	3	1	2
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(7.5, 2)) -- expect: 1	-1	1	1.5
print(math.fmod(math.mininteger, -1), math.fmod(-6, 2)) -- expect: 0	0
print(pcall(math.fmod, 1, 0)) -- expect: false	bad argument #2 to 'math.fmod' (zero)
print(math.ult(1, -1), math.ult(-1, 1), math.ult(2, 3)) -- expect: true	false	true
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger)
-- expect: 9223372036854775807	-9223372036854775808	true
print(math.huge, -math.huge, math.pi) -- expect: inf	-inf	3.1415926535898
