-- utf8.codepoint returns the codes of all characters that start in a range of bytes.
local text = "aä€😀"
print(utf8.codepoint(text)) -- expect: 97
print(utf8.codepoint(text, 1, -1)) -- expect: 97	228	8364	128512
print(utf8.codepoint(text, 2), utf8.codepoint(text, 4), utf8.codepoint(text, -4))
-- expect: 228	8364	128512
print(utf8.codepoint(text, 2, 4)) -- expect: 228	8364
print(utf8.codepoint(text, 2, 3), utf8.codepoint(text, 2, 2)) -- expect: 228	228
print(utf8.codepoint(text, 1, 1), utf8.codepoint(text, -4, -1)) -- expect: 97	128512
print(select("#", utf8.codepoint(text, 3, 2)), select("#", utf8.codepoint("", 1, 0)))
-- expect: 0	0
print(select("#", utf8.codepoint(text, 5, 1)), select("#", utf8.codepoint(text, 11, 10)))
-- expect: 0	0
print(utf8.codepoint("\0b", 1, 2)) -- expect: 0	98
print(utf8.codepoint(123, 1, 3)) -- expect: 49	50	51
print(utf8.codepoint(text, "2"), utf8.codepoint(text, 2.0)) -- expect: 228	228
