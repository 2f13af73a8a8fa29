-- The least integer has no positive counterpart.
local min, max = math.mininteger, math.maxinteger
print(-min == min, math.abs(min) == min, min // -1 == min, min * -1 == min, min % -1)
-- expect: true	true	true	true	0
print(min - 1 == max, max + 1 == min, min + min, max + max, max * max, min * min)
-- expect: true	true	0	-2	1	0
print(min // 1, min // 2, min // max, max // min, min % max, max % min)
-- expect: -9223372036854775808	-4611686018427387904	-2	-1	9223372036854775806	-1
print(min < max, min <= min, -max > min, min == -2^63, min < -2^63, min > -2^63 - 2048)
-- expect: true	true	true	true	false	true
print(min / 1, min / -1, min / min, min ^ 1, min + 0.0)
-- expect: -9.2233720368548e+18	9.2233720368548e+18	1.0	-9.2233720368548e+18	-9.2233720368548e+18
print(min >> 63, min >> 1 == 1 << 62, min << 1, min | max, min & max, min ~ max, ~min == max)
-- expect: 1	true	0	-1	0	-1	true
print(math.ult(max, min), min // 0.5, min % 3, -min % 3, min % -3)
-- expect: true	-1.844674407371e+19	1	1	-2
print(tostring(min), tonumber(tostring(min)) == min, min .. "", load("return " .. min)() == min)
-- expect: -9223372036854775808	true	-9223372036854775808	true
