-- An integer of more than eight bytes is read if the rest only repeats the sign.
local unpack = string.unpack
local ff, zero = "\255", "\0"
print(unpack("<i16", ff:rep(16)), unpack("<I16", "\5" .. zero:rep(15))) -- expect: -1	5	17
print(unpack(">i12", ff:rep(4) .. "\255" .. zero:rep(7))) -- expect: -72057594037927936	13
print(unpack("<i9", zero:rep(7) .. "\128" .. ff), unpack("<I9", ff:rep(8) .. zero))
-- expect: -9223372036854775808	-1	10
print(pcall(string.unpack, "<i9", ff:rep(8) .. "\1"))
-- expect: false	9-byte integer does not fit into Lua Integer
print(pcall(string.unpack, "<I9", ff:rep(9)))
-- expect: false	9-byte integer does not fit into Lua Integer
print(pcall(string.unpack, ">i16", "\1" .. zero:rep(15)))
-- expect: false	16-byte integer does not fit into Lua Integer
print(pcall(string.unpack, "<i10", zero:rep(8) .. ff:rep(2)))
-- expect: false	10-byte integer does not fit into Lua Integer
print(pcall(string.unpack, "<I16", ff:rep(16)))
-- expect: false	16-byte integer does not fit into Lua Integer
print(string.pack("<I16", -1) == ff:rep(8) .. zero:rep(8), unpack("<I16", string.pack("<I16", -1)))
-- expect: true	-1	17
