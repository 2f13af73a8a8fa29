-- b h i l j and in[n] are signed, the capital ones unsigned; n is the size in bytes.
local size = string.packsize
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("<b", -2), packed("<B", 254), packed("<h", -2), packed("<H", 65534))
-- expect: fe	fe	feff	feff
print(packed("<i", -2), packed("<I", 1), packed("<l", -2), packed("<L", 1))
-- expect: feffffff	01000000	feffffffffffffff	0100000000000000
print(packed("<j", math.mininteger), packed("<J", -1), packed("<T", 5))
-- expect: 0000000000000080	ffffffffffffffff	0500000000000000
for n = 1, 16 do
    print(n, packed("<i" .. n, -2), packed(">I" .. n, 100))
    -- expect: 1	fe	64
    -- expect: 2	feff	0064
    -- expect: 3	feffff	000064
    -- expect: 4	feffffff	00000064
    -- expect: 5	feffffffff	0000000064
    -- expect: 6	feffffffffff	000000000064
    -- expect: 7	feffffffffffff	00000000000064
    -- expect: 8	feffffffffffffff	0000000000000064
    -- expect: 9	feffffffffffffffff	000000000000000064
    -- expect: 10	feffffffffffffffffff	00000000000000000064
    -- expect: 11	feffffffffffffffffffff	0000000000000000000064
    -- expect: 12	feffffffffffffffffffffff	000000000000000000000064
    -- expect: 13	feffffffffffffffffffffffff	00000000000000000000000064
    -- expect: 14	feffffffffffffffffffffffffff	0000000000000000000000000064
    -- expect: 15	feffffffffffffffffffffffffffff	000000000000000000000000000064
    -- expect: 16	feffffffffffffffffffffffffffffff	00000000000000000000000000000064
end
print(size("bBhHiIlLjJT"), size("i3I5i16")) -- expect: 54	24
print(packed("<i2", "7"), packed("<i2", 7.0)) -- expect: 0700	0700
