-- In a template %0 to %9 are captures and %% a percent sign; nothing else may follow %.
print(("abc"):gsub("b", "[%0]"), ("abc"):gsub("b", "[%1]"), ("abc"):gsub("(b)", "[%1%0%1]"))
-- expect: a[b]c	a[b]c	a[bbb]c	1
print(("abc"):gsub("%w", "%%"), ("abc"):gsub("b", "%%1"), ("abc"):gsub("b", "%%%0%%"))
-- expect: %%%	a%1c	a%b%c	1
print(("abc"):gsub("()", "%1"), ("abc"):gsub("()b()", "%2%1"), ("a"):gsub("", "%0-%0"))
-- expect: 1a2b3c4	a32c	-a-	2
print(("abcdefghi"):gsub("(.)(.)(.)(.)(.)(.)(.)(.)(.)", "%9%8%7%6%5%4%3%2%1"))
-- expect: ihgfedcba	1
print(("abc"):gsub("b", "\\n"), ("abc"):gsub("b", "\0"):byte(1, -1)) -- expect: a\nc	97	0	99
print(("abc"):gsub("b", 5), ("abc"):gsub("b", 1.5), ("abc"):gsub(".", "")) -- expect: a5c	a1.5c		3
print(pcall(string.gsub, "abc", "b", "%")) -- expect: false	invalid use of '%' in replacement string
print(pcall(string.gsub, "abc", "b", "%x"))
-- expect: false	invalid use of '%' in replacement string
print(pcall(string.gsub, "abc", "(b)", "%2")) -- expect: false	invalid capture index %2
print(pcall(string.gsub, "abc", "b", "%2")) -- expect: false	invalid capture index %2
print(pcall(string.gsub, "abc", "x", "%x")) -- expect: true	abc	0
