-- Unary minus keeps the subtype; -0.0 equals 0.0 but divides to minus infinity.
print(-5, -5.0, - -5, -(-5), -0, -0.0, - -0.0) -- expect: -5	-5.0	5	5	0	-0.0	0.0
print(0.0 == -0.0, 1 / 0.0, 1 / -0.0, 1 / (0.0 * -1), 1 / (-0.0 + 0.0), 1 / -(0.0))
-- expect: true	inf	-inf	-inf	inf	-inf
print(-math.maxinteger, -math.mininteger, -"5", -"5.0", -"0x10", -" 7 ")
-- expect: -9223372036854775807	-9223372036854775808	-5	-5.0	-16	-7
local zero, i = 0.0, 0
print(-zero, -i, 0 - zero, zero * -1, -zero - zero, -zero + zero)
-- expect: -0.0	0	0.0	-0.0	-0.0	0.0
print(-2 ^ 2, (-2) ^ 2, -2 * -2, 2 - -2, -3 % 5, -(3 % 5)) -- expect: -4.0	4.0	4	4	2	-3
print(-(0 / 0) ~= 0, -math.huge, - - -3, not -1, -#"abc", - (2)) -- expect: true	-inf	-3	false	-3	-2
print(({[0] = "zero"})[-0.0], ({[-0.0] = "zero"})[0], math.type(-0), math.type(-0.0))
-- expect: zero	zero	integer	float
