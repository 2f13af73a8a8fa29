-- string.unpack reads values back and says where it ended.
print(string.unpack("<i4", "\1\0\0\0"), string.unpack(">i4", "\0\0\0\1")) -- expect: 1	1	5
print(string.unpack("<i2 >i2 b", "\1\0\0\1\255")) -- expect: 1	1	-1	6
print(string.unpack("z s1 c2", "ab\0\3cdefg")) -- expect: ab	cde	fg	10
print(string.unpack("<i16", ("\255"):rep(16)), string.unpack("<I3", "\255\255\255"))
-- expect: -1	16777215	4
local format = "<!8 i1 d s2 i8 z f"
print(string.unpack(format, string.pack(format, -5, 0.1, "text", math.mininteger, "zero", 0.5)))
-- expect: -5	0.1	text	-9223372036854775808	zero	0.5	45
print(string.unpack("<i4", "\1\0\0\0\2\0\0\0", 5), string.unpack("b", "abc", -1)) -- expect: 2	99	4
local sum, at = 0, 1
local data = string.pack("<i4i4i4", 1, 20, 300)
while at <= #data do
    local n
    n, at = string.unpack("<i4", data, at)
    sum = sum + n
end
print(sum) -- expect: 321
