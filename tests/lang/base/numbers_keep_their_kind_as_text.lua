-- The text of a float looks like a float, that of an integer like an integer.
print(1, 1.0, -1, -1.0, 0, 0.0, -0.0) -- expect: 1	1.0	-1	-1.0	0	0.0	-0.0
print(1e14, 1e15, 1e16, 123456789012345.0, 2^53)
-- expect: 1e+14	1e+15	1e+16	1.2345678901234e+14	9.007199254741e+15
print(2^63, -2^63) -- expect: 9.2233720368548e+18	-9.2233720368548e+18
print(0.1, 1 / 3, 100 / 3, 1e-5, 1e-4, 123456.789e3)
-- expect: 0.1	0.33333333333333	33.333333333333	1e-05	0.0001	123456789.0
print(3.14159265358979, 1e100, 5e-324, 1.7976931348623157e308)
-- expect: 3.1415926535898	1e+100	4.9406564584125e-324	1.7976931348623e+308
print(1 / 0, -1 / 0, tostring(0 / 0):match("nan")) -- expect: inf	-inf	nan
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger)
-- expect: 9223372036854775807	-9223372036854775808	true
print(math.maxinteger + 0.0, 2^31 | 0, 1e3 // 1, 7 // 2.0)
-- expect: 9.2233720368548e+18	2147483648	1000.0	3.0
print(1 .. "", 1.0 .. "", -0.0 .. "", 2^63 .. "", 1e15 .. "|" .. 10)
-- expect: 1	1.0	-0.0	9.2233720368548e+18	1e+15|10
print(#tostring(12345.678), tostring(1e15) == "1e+15", tostring(3) == tostring(3.0))
-- expect: 9	true	false
print(string.format("%s %s", 3, 3.0), table.concat({1, 1.0, 2.5}, " ")) -- expect: 3 3.0	1 1.0 2.5
