-- floor and ceil give an integer where one fits, else a float.
local function both(x)
    local f, c = math.floor(x), math.ceil(x)
    return math.type(f), f, math.type(c), c
end
print(both(2 ^ 53 + 2)) -- expect: integer	9007199254740994	integer	9007199254740994
print(both(2.0 ^ 62)) -- expect: integer	4611686018427387904	integer	4611686018427387904
print(both(9223372036854774784.0))
-- expect: integer	9223372036854774784	integer	9223372036854774784
print(both(2.0 ^ 63)) -- expect: float	9.2233720368548e+18	float	9.2233720368548e+18
print(both(-2.0 ^ 63)) -- expect: integer	-9223372036854775808	integer	-9223372036854775808
print(both(-2.0 ^ 63 - 2048))
-- expect: float	-9.2233720368548e+18	float	-9.2233720368548e+18
print(both(1e300)) -- expect: float	1e+300	float	1e+300
print(both(-1e300)) -- expect: float	-1e+300	float	-1e+300
print(both(1 / 0)) -- expect: float	inf	float	inf
print(both(-1 / 0)) -- expect: float	-inf	float	-inf
print(both(math.maxinteger))
-- expect: integer	9223372036854775807	integer	9223372036854775807
print(both(math.mininteger))
-- expect: integer	-9223372036854775808	integer	-9223372036854775808
local nan = math.floor(0 / 0)
print(nan ~= nan, math.type(nan)) -- expect: true	float
