-- < > and = hold from where they stand to the end of the format or the next one.
local size, unpack = string.packsize, string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("<i2 >i2 <i2", 1, 1, 1), packed(">i4i2", 1, 2)) -- expect: 010000010100	000000010002
print(packed("i2", 1) == packed("=i2", 1), packed(">i2=i2", 1, 1):sub(1, 4)) -- expect: true	0001
print(unpack(">I2 <I2 >I4", "\1\2\1\2\0\0\1\0")) -- expect: 258	513	256	9
print(packed(">s2 <s2 >z", "ab", "cd", "e"), packed("<>i2", 1), packed("><i2", 1))
-- expect: 00026162020063646500	0001	0100
print(packed(">f <f", 1, 1), packed(">d", 1), packed(">i16", 1))
-- expect: 3f8000000000803f	3ff0000000000000	00000000000000000000000000000001
print(size("<>=<"), string.pack("<>=", 1) == "", #string.pack("")) -- expect: 0	true	0
print(unpack("<", "abc"), unpack(">", "abc", 2), unpack("", "")) -- expect: 1	2	1
