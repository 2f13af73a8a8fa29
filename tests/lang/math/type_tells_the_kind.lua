-- math.type says integer, float or nil, and never converts.
print(math.type(0), math.type(0.0), math.type(-0.0), math.type("0"), math.type(nil))
-- expect: integer	float	float	nil	nil
print(math.type(1e3), math.type(10 // 2), math.type(10 / 2), math.type(10.0 // 2), math.type(2 ^ 2))
-- expect: float	integer	float	float	float
print(math.type(7 % 2), math.type(7 % 2.0), math.type(3 | 0), math.type(3.0 | 0))
-- expect: integer	float	integer	integer
print(math.type(0x7FFFFFFFFFFFFFFF), math.type(9223372036854775808), math.type(0xFFFFFFFFFFFFFFFFF))
-- expect: integer	float	integer
print(math.type("10" + 1), math.type("10" * 1.0), math.type("0x10" + 0), math.type("1e1" + 0))
-- expect: integer	float	integer	float
print(math.type(1 / 0), math.type(0 / 0), math.type(math.pi), math.type(math.maxinteger))
-- expect: float	float	float	integer
print(math.type({}), math.type(print), math.type(true), math.type("x"))
-- expect: nil	nil	nil	nil
print(pcall(math.type)) -- expect: false	bad argument #1 to 'math.type' (value expected)
print(select(2, pcall(function() return math.type() end)))
-- expect: type_tells_the_kind.lua:17: bad argument #1 to 'type' (value expected)
print(select("#", math.type({})), math.type(1, 2.0)) -- expect: 1	integer
