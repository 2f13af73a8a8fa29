-- pi is the nearest float; the integer limits wrap into each other; huge is infinite.
print(string.format("%.17g %a", math.pi, math.pi))
-- expect: 3.1415926535897931 0x1.921fb54442d18p+1
print(math.huge, -math.huge, math.huge == 1 / 0, math.huge > math.maxinteger, math.type(math.huge))
-- expect: inf	-inf	true	true	float
print(math.maxinteger, math.mininteger, math.type(math.maxinteger), math.type(math.mininteger))
-- expect: 9223372036854775807	-9223372036854775808	integer	integer
print(math.maxinteger + 1 == math.mininteger, math.mininteger - 1 == math.maxinteger)
-- expect: true	true
print(-math.mininteger == math.mininteger, math.maxinteger * 2, math.mininteger // -1)
-- expect: true	-2	-9223372036854775808
print(math.maxinteger + 0.0 == 2 ^ 63, math.maxinteger + 0.0 == math.maxinteger)
-- expect: true	false
print(math.mininteger + 0.0 == -2 ^ 63, math.mininteger + 0.0 == math.mininteger)
-- expect: true	true
print(math.maxinteger // 1 | 0, math.mininteger % -1, math.maxinteger ~ math.mininteger)
-- expect: 9223372036854775807	0	-1
print(math.huge - math.huge ~= 0, math.huge // 1, math.huge % 2 ~= math.huge % 2, 5 % math.huge)
-- expect: true	inf	true	5.0
