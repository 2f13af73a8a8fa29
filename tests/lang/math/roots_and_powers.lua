-- sqrt and exp give floats, infinities and no numbers where they should.
local function is_nan(x) return x ~= x end
print(math.sqrt(0), math.sqrt(1), math.sqrt(2), math.sqrt(1e300), math.sqrt(1 / 0))
-- expect: 0.0	1.0	1.4142135623731	1e+150	inf
print(1 / math.sqrt(-0.0), is_nan(math.sqrt(-1)), is_nan(math.sqrt(0 / 0)), math.sqrt(5e-324))
-- expect: -inf	true	true	2.2227587494851e-162
print(math.sqrt(math.maxinteger), math.sqrt("16"), math.type(math.sqrt(4)))
-- expect: 3037000499.976	4.0	float
print(string.format("%.17g %.17g %.17g", math.sqrt(2), math.sqrt(3), math.sqrt(10)))
-- expect: 1.4142135623730951 1.7320508075688772 3.1622776601683795
print(math.exp(0), math.exp(-1 / 0), math.exp(1 / 0), math.exp(710), math.exp(-746))
-- expect: 1.0	0.0	inf	inf	0.0
print(string.format("%.14g %.14g %.14g", math.exp(1), math.exp(-1), math.exp(10)))
-- expect: 2.718281828459 0.36787944117144 22026.465794807
print(math.exp("0"), math.type(math.exp(0)), is_nan(math.exp(0 / 0)))
-- expect: 1.0	float	true
print(2 ^ 0.5 == math.sqrt(2), 2 ^ -1, 0 ^ 0, (-8) ^ 2, 10 ^ 2, math.type(2 ^ 2))
-- expect: true	0.5	1.0	64.0	100.0	float
