-- With ![n] integers and floats start at multiples of their size, at most n.
local size, unpack = string.packsize, string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("<!4 b i4", 1, 2), packed("<!2 b i4", 1, 2), packed("<!1 b i4", 1, 2))
-- expect: 0100000002000000	010002000000	0102000000
print(packed("<b i4", 1, 2), packed("<! b h", 1, 2), packed("<!8 b d", 1, 0))
-- expect: 0102000000	01000200	01000000000000000000000000000000
print(size("!4 b i8"), size("!8 b i8"), size("!16 b i16"), size("! b i16")) -- expect: 12	16	32	24
print(size("!8 b h i l"), size("!8 b b b l"), size("!4 h !1 i !8 l")) -- expect: 16	16	16
print(unpack("<!4 b i4", "\1\0\0\0\2\0\0\0"), unpack("<!4 i4", "xxxx\1\0\0\0", 5)) -- expect: 1	1	9
print(packed("<!4 s1 i4", "ab", 1), packed("<!4 z i4", "abcd", 1), packed("<!4 c1 i2", "x", 1))
-- expect: 0261620001000000	616263640000000001000000	78000100
print(packed("<!4 b s2", 1, "ab"), packed("<!8 b s", 1, ""), size("!4 c3 c3 i4"))
-- expect: 010002006162	01000000000000000000000000000000	12
print(pcall(string.pack, "!4 i3", 1))
-- expect: false	bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
print(pcall(string.packsize, "!8 b i5"))
-- expect: false	bad argument #1 to 'string.packsize' (format asks for alignment not power of 2)
print(pcall(string.pack, "!3 i4", 1))
-- expect: false	bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
print(size("!3 i2"), size("!3 b"), size("i3"), pcall(string.packsize, "!2 i3"))
-- expect: 2	1	3	true	3
print(pcall(string.packsize, "!17")) -- expect: false	integral size (17) out of limits [1,16]
print(pcall(string.packsize, "!0")) -- expect: false	integral size (0) out of limits [1,16]
