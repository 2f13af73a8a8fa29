-- Comparisons of integers with floats use the exact values, also at the extremes.
local max, min = math.maxinteger, math.mininteger
print(max < 2^63, max <= 2^63, max == 2^63, max > 2^63 - 1024, max >= 2^63, 2^63 > max)
-- expect: true	true	false	true	false	true
print(min == -2^63, min <= -2^63, min < -2^63, min > -2^63 - 2048, -2^63 == min)
-- expect: true	true	false	true	true
print(2^53 == 2^53 + 1, 1 << 53 == (1 << 53) + 1, (1 << 53) + 1 == 2^53 + 1, (1 << 53) + 1 > 2^53)
-- expect: true	false	false	true
print(1 == 1.0, 1 < 1.1, 1 > 0.9, -1 < -0.9, 0 == -0.0, 0 < 5e-324, 0 > -5e-324)
-- expect: true	true	true	true	true	true	true
print(max < math.huge, min > -math.huge, max > -math.huge, math.huge == math.huge, 1 < math.huge)
-- expect: true	true	true	true	true
print(9007199254740993 < 9007199254740992.0, 9007199254740993 > 9007199254740992.0)
-- expect: false	true
print(max + 0.0 == max, max + 0.0 > max, max // 2 < max / 2, max - 1 < max, min < min + 1)
-- expect: false	true	true	true	true
local nan = 0 / 0
print(max < nan, max > nan, max == nan, nan < min, nan ~= min, not (nan <= 1), nan == nan)
-- expect: false	false	false	false	true	true	false
for _, f in ipairs({2.5, -2.5}) do print(2 < f, -2 >= f, f <= 3, 2 == f, f ~= -2) end
-- expect: true	false	true	false	true
-- expect: false	true	true	false	true
