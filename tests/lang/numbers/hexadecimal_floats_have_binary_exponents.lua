-- Hexadecimal numerals may have a fraction and a binary exponent.
print(0x1p0, 0x1p1, 0x1p-1, 0x1.8p1, 0xA.Ap0, 0x.8p0, 0x8.p-3)
-- expect: 1.0	2.0	0.5	3.0	10.625	0.5	1.0
print(0x1p+10, 0x1P10, 0XAp1, 0x0.1p4, 0x1.999999999999ap-4) -- expect: 1024.0	1024.0	20.0	1.0	0.1
print(0x1p1023, 0x1p-1022, 0x1p-1074, 0x1p-1075, 0x1p1024)
-- expect: 8.9884656743116e+307	2.2250738585072e-308	4.9406564584125e-324	0.0	inf
print(0x1.fffffffffffffp1023, 0x.ffffffffffffffffffp0, 0x123456789abcdef0123p0)
-- expect: 1.7976931348623e+308	1.0	5.3730036427317e+21
print(0x1p53 == 2^53, 0x1p63 == 2^63, 0x10p-4 == 1, math.type(0x1p0))
-- expect: true	true	true	float
print(tonumber("0x1p4"), tonumber("0x.4"), tonumber("0x1.8"), tonumber(" -0xAp0 "))
-- expect: 16.0	0.25	1.5	-10.0
print(tonumber("0x1p"), tonumber("0x.p1"), tonumber("0xp1"), tonumber("0x1p1.5"))
-- expect: nil	nil	nil	nil
print("0x1p4" + 0, "0x.8" * 2, -"0x1p1", 0x1p4 // 1, 0x1p4 | 0) -- expect: 16.0	1.0	-2.0	16.0	16
