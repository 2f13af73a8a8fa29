-- utf8.len returns nil and the position of the first byte that is wrong.
print(utf8.len("abc\xFFdef")) -- expect: nil	4
print(utf8.len("\x80")) -- expect: nil	1
print(utf8.len("ab\xE2\x82")) -- expect: nil	3
print(utf8.len("ä", 2)) -- expect: nil	2
print(utf8.len("ab\xC3(x)")) -- expect: nil	3
print(utf8.len("\xF0\x9F\x98")) -- expect: nil	1
print(utf8.len("ok\xFF", 1, 2), utf8.len("ok\xFF", 1, 3)) -- expect: 2	nil	3
print(utf8.len("\xFFok", 2), utf8.len("\xFFok", -2)) -- expect: 2	2
print(utf8.len("€", 3, 3)) -- expect: nil	3
print(select("#", utf8.len("\xFF")), select("#", utf8.len("x"))) -- expect: 2	1
