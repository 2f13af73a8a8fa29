-- math.abs keeps integers and floats apart; the smallest integer stays negative.
print(math.abs(5), math.abs(-5), math.abs(0), math.abs(-0)) -- expect: 5	5	0	0
print(math.abs(5.5), math.abs(-5.5), math.abs(-0.0), math.abs(0.0))
-- expect: 5.5	5.5	0.0	0.0
print(math.abs(math.mininteger), math.abs(math.maxinteger), math.abs(math.mininteger + 1))
-- expect: -9223372036854775808	9223372036854775807	9223372036854775807
print(math.abs(math.mininteger + 0.0), math.abs(-1 / 0), math.abs(1 / 0))
-- expect: 9.2233720368548e+18	inf	inf
print(math.abs("-5"), math.abs("-5.0"), math.abs("0x-1" and "-0x10")) -- expect: 5.0	5.0	16.0
print(math.type(math.abs(-3)), math.type(math.abs(-3.0)), math.type(math.abs("-3")))
-- expect: integer	float	float
local nan = 0 / 0
print(math.abs(nan) ~= math.abs(nan), 1 / math.abs(-0.0)) -- expect: true	inf
