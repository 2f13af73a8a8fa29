-- math.fmod of integers rounds towards zero, so that it has the sign of the dividend.
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-7, -3))
-- expect: 1	-1	1	-1
print(7 % 3, -7 % 3, 7 % -3, -7 % -3) -- expect: 1	2	-2	-1
print(math.fmod(6, 3), math.fmod(-6, 3), math.fmod(0, 5), math.fmod(5, 1), math.fmod(5, -1))
-- expect: 0	0	0	0	0
local low, high = math.mininteger, math.maxinteger
print(math.fmod(low, -1), math.fmod(low, 1), math.fmod(high, -1), math.fmod(low, high))
-- expect: 0	0	0	-1
print(math.fmod(high, low), math.fmod(low, low), math.fmod(high, high), math.fmod(1, low))
-- expect: 9223372036854775807	0	0	1
print(math.fmod(low, 2), math.fmod(low, 10), math.fmod(low, -10), math.fmod(high, 10))
-- expect: 0	-8	-8	7
print(math.type(math.fmod(7, 3)), math.type(math.fmod(7, 3.0)), math.type(math.fmod("7", 3)))
-- expect: integer	float	float
print(pcall(math.fmod, 1, 0)) -- expect: false	bad argument #2 to 'math.fmod' (zero)
print(pcall(math.fmod, low, 0)) -- expect: false	bad argument #2 to 'math.fmod' (zero)
print(select(2, pcall(function() return math.fmod(0, 0) end)))
-- expect: fmod_of_integers.lua:18: bad argument #2 to 'fmod' (zero)
