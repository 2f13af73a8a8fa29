-- math.fmod of floats is exact; a zero divisor gives no number.
print(math.fmod(7.5, 2), math.fmod(-7.5, 2), math.fmod(7.5, -2), math.fmod(-7.5, -2))
-- expect: 1.5	-1.5	1.5	-1.5
print(math.fmod(5, 2.5), math.fmod(-6.0, 2), math.fmod(1e300, 7), math.fmod(0.0, 3))
-- expect: 0.0	-0.0	1.0	0.0
print(math.fmod(5, 1 / 0), math.fmod(-5, 1 / 0), math.fmod(5.5, -1 / 0))
-- expect: 5.0	-5.0	5.5
print(math.fmod(2 ^ 63, 10), math.fmod(2 ^ 53, 3), math.fmod(0.3, 0.1) < 0.1)
-- expect: 8.0	2.0	true
local function is_nan(x) return x ~= x end
print(is_nan(math.fmod(1.0, 0)), is_nan(math.fmod(1, 0.0)), is_nan(math.fmod(1 / 0, 2)))
-- expect: true	true	true
print(is_nan(math.fmod(0 / 0, 2)), is_nan(math.fmod(2, 0 / 0))) -- expect: true	true
print(1 / math.fmod(-6.0, 3), 1 / math.fmod(6.0, 3)) -- expect: -inf	inf
print(math.fmod("7", "4"), math.fmod("7.5", 4), math.fmod(10, "0x3")) -- expect: 3.0	3.5	1.0
print(string.format("%.17g %.17g", math.fmod(5.3, 2), math.fmod(1e17, 3.7)))
-- expect: 1.2999999999999998 2.6990355691885126
