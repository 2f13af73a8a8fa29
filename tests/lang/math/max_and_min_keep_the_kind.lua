-- math.max and math.min return one of their arguments, with its kind.
print(math.max(1, 2.0), math.max(2, 1.5), math.min(1, 2.0), math.min(2, 1.5))
-- expect: 2.0	2	1	1.5
print(math.max(3, 3.0), math.max(3.0, 3), math.min(3, 3.0), math.min(3.0, 3))
-- expect: 3	3.0	3	3.0
print(math.max(7), math.min(-7.5), math.max(1, 2, 3, 2, 1), math.min(3, 2, 1, 2, 3))
-- expect: 7	-7.5	3	1
print(math.max(math.maxinteger, 2 ^ 63), math.max(math.maxinteger, 2.0 ^ 62))
-- expect: 9.2233720368548e+18	9223372036854775807
print(math.min(math.mininteger, -2.0 ^ 63), math.min(-2.0 ^ 63, math.mininteger))
-- expect: -9223372036854775808	-9.2233720368548e+18
print(math.max(9007199254740993, 9007199254740992.0), math.min(9007199254740993, 2.0 ^ 53))
-- expect: 9007199254740993	9.007199254741e+15
print(math.max(-1 / 0, math.mininteger), math.min(1 / 0, math.maxinteger))
-- expect: -9223372036854775808	9223372036854775807
print(math.max(0.0, -0.0), math.max(-0.0, 0.0), math.min(0, -0.0), math.min(-0.0, 0))
-- expect: 0.0	-0.0	0	-0.0
local nan = 0 / 0
print(math.max(1, nan), math.min(1, nan), math.max(nan, 1) ~= math.max(nan, 1))
-- expect: 1	1	true
print(math.max(table.unpack({}, 1, 0) or 5), math.max(1, table.unpack({4, 9, 2}))) -- expect: 5	9
