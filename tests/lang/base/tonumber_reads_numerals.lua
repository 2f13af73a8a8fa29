-- tonumber takes what the language takes as a numeral, with white space around it.
print(tonumber("10"), tonumber("  10  "), tonumber("\t-7\n")) -- expect: 10	10	-7
print(tonumber("0x10"), tonumber("0xA.8"), tonumber("0x.1p4"), tonumber("-0x2"))
-- expect: 16	10.5	1.0	-2
print(tonumber("1e2"), tonumber(".5"), tonumber("5."), tonumber("3.0"))
-- expect: 100.0	0.5	5.0	3.0
print(tonumber(""), tonumber(" "), tonumber("x"), tonumber("1 2"), tonumber("1e"))
-- expect: nil	nil	nil	nil	nil
print(tonumber("0x"), tonumber("1_000"), tonumber("--1"), tonumber("1\0"))
-- expect: nil	nil	nil	nil
print(tonumber("inf"), tonumber("nan"), tonumber({}), tonumber(nil), tonumber(true))
-- expect: nil	nil	nil	nil	nil
print(tonumber(7), tonumber(7.5)) -- expect: 7	7.5
print(tonumber("9223372036854775807"), tonumber("9223372036854775808"))
-- expect: 9223372036854775807	9.2233720368548e+18
print(tonumber("0xffffffffffffffff"), tonumber("0x1ffffffffffffffff")) -- expect: -1	-1
