-- Escapes stand for control characters, quotes, any byte and any Unicode code point.
local function bytes(s) return s:byte(1, -1) end
print(bytes("\a\b\f\n\r\t\v")) -- expect: 7	8	12	10	13	9	11
print(bytes("\\\"\'"), '"' == "\"", "'" == '\'') -- expect: 92	true	true
print(bytes("\0\1\01\001\255")) -- expect: 0	1	1	1	255
print(bytes("\65\0651\x41\x4a\x4A\xfF")) -- expect: 65	65	49	65	74	74	255
print("\u{48}\u{69}", #"\u{7F}", #"\u{80}", #"\u{7FF}", #"\u{800}", #"\u{FFFF}", #"\u{10FFFF}")
-- expect: Hi	1	2	2	3	3	4
print(bytes("\u{20AC}")) -- expect: 226	130	172
print(bytes("\u{7FFFFFFF}")) -- expect: 253	191	191	191	191	191
print(#"\u{000000041}", "\u{0041}", #"\u{0}") -- expect: 1	A	1
print("a\
b", "c\z
       d", "e\z f", #"\z")
-- expect: a
-- expect: b	cd	ef	0
print("tab\tend" == "tab	end", #"\
") -- expect: true	1
