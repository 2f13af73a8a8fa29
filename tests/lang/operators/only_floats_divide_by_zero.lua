-- Floats divide by zero to infinity or NaN; integers with // and % cannot.
local inf, nan = math.huge, 0 / 0
print(1 / 0, -1 / 0, 1 / -0.0, 0 / 1, -0.0 / 1, 0 / 0 ~= 0 / 0)
-- expect: inf	-inf	-inf	0.0	-0.0	true
print(1 // 0.0, -1 // 0.0, 1 // -0.0, 0.0 // 0 ~= 0.0 // 0, 1 % 0.0 ~= 1 % 0.0)
-- expect: inf	-inf	-inf	true	true
print(pcall(function() return 1 // 0 end))
-- expect: false	only_floats_divide_by_zero.lua:7: attempt to divide by zero
print(pcall(function() return 1 % 0 end))
-- expect: false	only_floats_divide_by_zero.lua:9: attempt to perform 'n%0'
print(pcall(function(a, b) return a // b end, math.mininteger, 0))
-- expect: false	only_floats_divide_by_zero.lua:11: attempt to divide by zero
print(inf // 1, inf // inf ~= 0, 1 // inf, -1 // inf, 1 // -inf, -1 // -inf, 0.0 // inf)
-- expect: inf	true	0.0	-0.0	-0.0	0.0	0.0
print(5 % inf, -5 % inf, 5 % -inf, -5 % -inf, inf % 5 ~= 0, 0.0 % inf, -0.0 % inf)
-- expect: 5.0	inf	-inf	-5.0	true	0.0	-0.0
print(inf + inf, inf - inf ~= 0, inf * 0 ~= 0, inf * -1, inf / inf ~= 1, 1 / inf, 1 / -inf)
-- expect: inf	true	true	-inf	true	0.0	-0.0
print(inf ^ 0, nan ^ 0, 1 ^ nan, 0 ^ -1, inf ^ -1, (-inf) ^ 3, 2 ^ inf, 0.5 ^ inf, 2 ^ -inf)
-- expect: 1.0	1.0	1.0	inf	0.0	-inf	inf	0.0	0.0
