-- Numerals in every form that the language has.
print(3, 345, 0xff, 0xBEBADA, 0Xa) -- expect: 3	345	255	12499674	10
print(3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, .5, 5., 5e+1)
-- expect: 3.0	3.1416	3.1416	3.1416	340.0	0.5	5.0	50.0
print(0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1, 0x.8, 0x8.)
-- expect: 0.1171875	162.1875	3.1415926535898	0.5	8.0
print(1e400, 0x1p-1074, 1e-400, 0xffffffffffffffffff) -- expect: inf	4.9406564584125e-324	0.0	-1
print(load("return 0x"), load("return 1e"), load("return 1..2"), load("return 3x"))
-- expect: nil	nil	nil	nil	[string "return 3x"]:1: malformed number near '3x'
print(0x7fffffffffffffff + 0, 1e2 // 1, 100000000000000, 1e14, 123456789012345678)
-- expect: 9223372036854775807	100.0	100000000000000	1e+14	123456789012345678
print(12345678901234567890, 0.1 + 0.2, 100 / 3, 1e15 + 0.5, 123456.789e3)
-- expect: 1.2345678901235e+19	0.3	33.333333333333	1e+15	123456789.0
