-- math.modf splits towards zero; the whole part is an integer where one fits.
local function split(x)
    local whole, part = math.modf(x)
    return whole, part, math.type(whole), math.type(part)
end
print(split(3.75)) -- expect: 3	0.75	integer	float
print(split(-3.75)) -- expect: -3	-0.75	integer	float
print(split(0.5)) -- expect: 0	0.5	integer	float
print(split(-0.5)) -- expect: 0	-0.5	integer	float
print(split(7)) -- expect: 7	0.0	integer	float
print(split(-7)) -- expect: -7	0.0	integer	float
print(split(7.0)) -- expect: 7	0.0	integer	float
print(split(1e300)) -- expect: 1e+300	0.0	float	float
print(split(2 ^ 53)) -- expect: 9007199254740992	0.0	integer	float
print(split(math.maxinteger)) -- expect: 9223372036854775807	0.0	integer	float
print(split(1 / 0)) -- expect: inf	0.0	float	float
print(split(-1 / 0)) -- expect: -inf	0.0	float	float
print(split("2.5")) -- expect: 2	0.5	integer	float
local whole, part = math.modf(0 / 0)
print(whole ~= whole, part ~= part, select("#", math.modf(1.5))) -- expect: true	true	2
