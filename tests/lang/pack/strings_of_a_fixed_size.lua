-- c[n] is a string of exactly n bytes; a shorter one is filled with zeros.
local size, unpack = string.packsize, string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("c4", "ab"), packed("c2", "ab"), packed("c0", ""), packed("c3c1", "a", "b"))
-- expect: 61620000	6162		61000062
print(#string.pack("c1000", ""), packed("c3", "\0a"), packed("c4", 12))
-- expect: 1000	006100	31320000
print(unpack("c2", "abc"), unpack("c0", ""), unpack("c1 c2", "xyz"), #unpack("c3", "\0\0\0"))
-- expect: ab		x	3
print(size("c10"), size("c0"), size("c1c2c3")) -- expect: 10	0	6
print(unpack("c2", "abcd", 2), unpack("c2", "abcd", -2)) -- expect: bc	cd	5
print(pcall(string.pack, "c2", "abc"))
-- expect: false	bad argument #2 to 'string.pack' (string longer than given size)
print(pcall(string.pack, "c0", "a"))
-- expect: false	bad argument #2 to 'string.pack' (string longer than given size)
print(pcall(string.pack, "c", "a")) -- expect: false	missing size for format option 'c'
print(pcall(string.pack, "c x", "a")) -- expect: false	missing size for format option 'c'
print(pcall(string.unpack, "c4", "abc"))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.pack, "c4", nil))
-- expect: false	bad argument #2 to 'string.pack' (string expected, got nil)
