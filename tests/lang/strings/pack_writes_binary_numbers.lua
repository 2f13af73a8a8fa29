-- string.pack writes numbers in a given size and byte order.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<i4", 100)), hex(string.pack(">i4", 100))) -- expect: 64000000	00000064
print(hex(string.pack("<i3", -2)), hex(string.pack("bBhH", -1, 255, -2, 65535)))
-- expect: feffff	fffffeffffff
print(hex(string.pack(">I2 <I2", 1, 1))) -- expect: 00010100
print(hex(string.pack("<i16", -1)), hex(string.pack("<d", 1.5)), hex(string.pack(">f", -2)))
-- expect: ffffffffffffffffffffffffffffffff	000000000000f83f	c0000000
print(hex(string.pack("<!4 i1 i4 i1 Xi4", 1, 2, 3))) -- expect: 010000000200000003000000
print(hex(string.pack("z s1 c4 x", "ab", "cde", "f"))) -- expect: 616200036364656600000000
print(string.packsize("<i4 i8"), string.packsize("!8 i4 i8")) -- expect: 12	16
