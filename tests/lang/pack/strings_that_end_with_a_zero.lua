-- z is a string without zeros and a zero behind it.
local unpack = string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("z", "ab"), packed("z", ""), packed("zz", "a", "b"), packed("z", 1.5))
-- expect: 616200	00	61006200	312e3500
print(unpack("z", "ab\0cd"), unpack("zz", "a\0b\0"), unpack("z", "\0"), unpack("z", "x\0y\0", 3))
-- expect: ab	a		y	5
print(unpack("<z i2 z", string.pack("<z i2 z", "first", 258, "last"))) -- expect: first	258	last	14
local long = ("0123456789"):rep(1000)
print(unpack("z", long .. "\0") == long, #string.pack("z", long)) -- expect: true	10001
print(pcall(string.pack, "z", "a\0b"))
-- expect: false	bad argument #2 to 'string.pack' (string contains zeros)
print(pcall(string.pack, "z", "a\0"))
-- expect: false	bad argument #2 to 'string.pack' (string contains zeros)
print(pcall(string.unpack, "z", "abc"))
-- expect: false	bad argument #2 to 'string.unpack' (unfinished string for format 'z')
print(pcall(string.unpack, "z", ""))
-- expect: false	bad argument #2 to 'string.unpack' (unfinished string for format 'z')
print(pcall(string.unpack, "zz", "a\0b"))
-- expect: false	bad argument #2 to 'string.unpack' (unfinished string for format 'z')
print(pcall(string.packsize, "z"))
-- expect: false	bad argument #1 to 'string.packsize' (variable-length format)
print(pcall(string.pack, "z", true))
-- expect: false	bad argument #2 to 'string.pack' (string expected, got boolean)
