-- f is a single, d and n are doubles; the bits are those of IEEE 754.
local size, unpack = string.packsize, string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("<f", 1.5), packed("<d", 1.5), packed(">n", -2))
-- expect: 0000c03f	000000000000f83f	c000000000000000
print(packed(">f", 0.1), packed(">d", 0.1), packed(">f", -0.0))
-- expect: 3dcccccd	3fb999999999999a	80000000
print(packed(">f", 1 / 0), packed(">d", -1 / 0), packed(">f", 1e300))
-- expect: 7f800000	fff0000000000000	7f800000
print(unpack("<f", string.pack("<f", 0.1)) == 0.1, (unpack("<d", string.pack("<d", 0.1))))
-- expect: false	0.1
print((unpack("<f", string.pack("<f", 0.1))), unpack(">f", "\x3f\x80\0\0"))
-- expect: 0.10000000149012	1.0	5
for _, x in ipairs({0, -0.0, 1.0, -1.5, 2^100, 1e-300, math.pi, 1 / 0, -1 / 0, 5e-324}) do
    local s = string.pack("<dn", x, x)
    local a, b = unpack("<dn", s)
    io.write(tostring(a == x and b == x and #s == 16 and math.type(a) == "float"), " ")
end
local nan = unpack("<d", string.pack("<d", 0 / 0))
print(nan ~= nan, size("f d n"), packed("<d", "2.5"))
-- expect: true true true true true true true true true true true	20	0000000000000440
print(pcall(string.pack, "d", "x"))
-- expect: false	bad argument #2 to 'string.pack' (number expected, got string)
print(pcall(string.pack, "f", nil))
-- expect: false	bad argument #2 to 'string.pack' (number expected, got nil)
