-- ^ and / always give floats; ^ takes any real exponent.
print(2 ^ 10, 2 ^ 0, 0 ^ 0, 2 ^ -1, 10 ^ 2, 4 ^ 0.5, 8 ^ (1 / 3), (-8) ^ 3)
-- expect: 1024.0	1.0	1.0	0.5	100.0	2.0	2.0	-512.0
print(math.type(2 ^ 2), math.type(4 / 2), 4 / 2, 7 / 7, 1 / 3 * 3)
-- expect: float	float	2.0	1.0	1.0
print((-2) ^ 2, -2 ^ 2, (-2) ^ -1, (-1) ^ 0.5 ~= 0, 2 ^ 2 ^ 3, (2 ^ 2) ^ 3)
-- expect: 4.0	-4.0	-0.5	true	256.0	64.0
print(2 ^ 62 | 0, 2 ^ 63, 2 ^ 1023, 2 ^ 1024, 2 ^ -1074, 2 ^ -1075)
-- expect: 4611686018427387904	9.2233720368548e+18	8.9884656743116e+307	inf	4.9406564584125e-324	0.0
print(3 ^ 20 == 3486784401, 10 ^ 15, 10 ^ 16, 1.1 ^ 2, 2.5 ^ 2)
-- expect: true	1e+15	1e+16	1.21	6.25
print(-2 ^ -2, -3 ^ 2 + 1, 2 * 3 ^ 2, -(2 ^ 2), 2 ^ -3 ^ 2 == 2 ^ -9)
-- expect: -0.25	-8.0	18.0	-4.0	true
local base, exponent = 2, 0.5
print(base ^ exponent * base ^ exponent, base ^ 2 == base * base, exponent ^ 2, base ^ exponent ^ 2)
-- expect: 2.0	true	0.25	1.1892071150027
