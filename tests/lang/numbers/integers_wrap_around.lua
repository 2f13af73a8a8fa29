-- Integer arithmetic wraps around at 64 bits.
local max, min = math.maxinteger, math.mininteger
print(max + 1 == min, min - 1 == max, -min == min) -- expect: true	true	true
print(max * 2, min * -1, max * max) -- expect: -2	-9223372036854775808	1
print(min // -1, min % -1, max // -1) -- expect: -9223372036854775808	0	-9223372036854775807
print(max + 1.0, max + 0.0 == 2^63, min + 0.0 == -2^63) -- expect: 9.2233720368548e+18	true	true
print(9223372036854775807, 9223372036854775808, -9223372036854775808)
-- expect: 9223372036854775807	9.2233720368548e+18	-9.2233720368548e+18
print(0x7fffffffffffffff, 0xffffffffffffffff, 0x10000000000000000)
-- expect: 9223372036854775807	-1	0
print(1 << 63, 1 << 64, 1 >> 1, -1 >> 63, -1 << 1, 1 << -1)
-- expect: -9223372036854775808	0	0	1	-2	0
print(~0, 5 & 3, 5 | 3, 5 ~ 3, ~5) -- expect: -1	1	7	6	-6
print(math.abs(min), math.ult(1, -1), max // 1 | 0)
-- expect: -9223372036854775808	true	9223372036854775807
