-- math.tointeger converts what has an exact integer value, and gives nil for the rest.
print(math.tointeger(3), math.tointeger(3.0), math.tointeger(-0.0), math.tointeger(3.5))
-- expect: 3	3	0	nil
print(math.tointeger(2 ^ 53), math.tointeger(2.0 ^ 62), math.tointeger(2 ^ 63))
-- expect: 9007199254740992	4611686018427387904	nil
print(math.tointeger(-2.0 ^ 63), math.tointeger(1 / 0), math.tointeger(0 / 0))
-- expect: -9223372036854775808	nil	nil
print(math.tointeger("8"), math.tointeger("0x10"), math.tointeger(" 7 "), math.tointeger("1e1"))
-- expect: 8	16	7	10
print(math.tointeger("3.0"), math.tointeger("3.5"), math.tointeger("x"), math.tointeger(""))
-- expect: 3	nil	nil	nil
print(math.tointeger("9223372036854775807"), math.tointeger("9223372036854775808"))
-- expect: 9223372036854775807	nil
print(math.tointeger(nil), math.tointeger({}), math.tointeger(true), math.tointeger(print))
-- expect: nil	nil	nil	nil
print(math.type(math.tointeger(3.0)), select("#", math.tointeger("x"))) -- expect: integer	1
print(pcall(math.tointeger))
-- expect: false	bad argument #1 to 'math.tointeger' (value expected)
print(math.tointeger(5, "ignored"), math.tointeger(math.mininteger))
-- expect: 5	-9223372036854775808
