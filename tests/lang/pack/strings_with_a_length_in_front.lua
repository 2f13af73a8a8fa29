-- s[n] is a string behind its length as an unsigned integer of n bytes.
-- torture: 97
local unpack = string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("<s", "ab"), packed("<s1", "ab"), packed(">s2", "ab"), packed("<s4", ""))
-- expect: 02000000000000006162	026162	00026162	00000000
print(packed("<s3 s1", "a\0b", ""), packed(">s16", "x"), packed("<s1", 12))
-- expect: 03000061006200	0000000000000000000000000000000178	023132
print(unpack("<s1", "\2abc"), unpack(">s2", "\0\3abc"), unpack("<s1s1", "\1a\0"))
-- expect: ab	abc	a		4
for _, n in ipairs({0, 1, 255, 256, 65535, 65536}) do
    local text = ("x"):rep(n)
    local short, medium = pcall(string.pack, "s1", text), pcall(string.pack, "s2", text)
    io.write(short and 1 or 0, medium and 1 or 0, " ")
    assert(unpack("<s4", string.pack("<s4", text)) == text)
end
print(#string.pack("s3", ("y"):rep(70000))) -- expect: 11 11 11 01 01 00 70003
print(pcall(string.pack, "s1", ("x"):rep(256)))
-- expect: false	bad argument #2 to 'string.pack' (string length does not fit in given size)
print(pcall(string.unpack, "<s1", "\5ab"))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.unpack, "<s4", "\1\0\0"))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.unpack, "<s8", ("\255"):rep(8)))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.packsize, "s1"))
-- expect: false	bad argument #1 to 'string.packsize' (variable-length format)
print(pcall(string.pack, "s17", "")) -- expect: false	integral size (17) out of limits [1,16]
print(pcall(string.pack, "s", {}))
-- expect: false	bad argument #2 to 'string.pack' (string expected, got table)
