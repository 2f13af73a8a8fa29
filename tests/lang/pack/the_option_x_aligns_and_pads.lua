-- x is a byte of padding; Xop aligns as the option op would, without its data.
local size, unpack = string.packsize, string.unpack
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function packed(...) return hex(string.pack(...)) end
print(packed("b x b", 1, 2), packed("xxx"), packed("<i2 x i2", 1, 2))
-- expect: 010002	000000	0100000200
print(packed("<!4 b Xi4", 1), packed("<!4 b Xi2 b", 1, 2), packed("<b Xi4", 1))
-- expect: 01000000	010002	01
print(packed("<!8 i4 Xd", 1), size("!8 b Xl"), size("!4 b Xl"), size("!8 Xl"))
-- expect: 0100000000000000	8	4	0
print(packed("<!4 b Xs4", 1), packed("<!2 b Xf b", 1, 2), size("!8 b XTb"), size("!4 b Xx"))
-- expect: 01000000	010002	9	1
print(unpack("b x b", "\1\9\2"), unpack("<!4 b Xi4 b", "\1\0\0\0\7")) -- expect: 1	1	7	6
print(unpack("xx", "ab"), unpack("!4 Xi4", ""), pcall(string.unpack, "x", ""))
-- expect: 3	1	false	bad argument #2 to 'string.unpack' (data string too short)
for _, bad in ipairs({"X", "Xz", "X ", "Xc1", "XX", "X<i4", "X!"}) do
    print(bad, (select(2, pcall(string.pack, "!4 b " .. bad, 1)):gsub("^bad argument ", "")))
    -- expect: X	#1 to 'string.pack' (invalid next option for option 'X')
    -- expect: Xz	#1 to 'string.pack' (invalid next option for option 'X')
    -- expect: X 	#1 to 'string.pack' (invalid next option for option 'X')
    -- expect: Xc1	#1 to 'string.pack' (invalid next option for option 'X')
    -- expect: XX	#1 to 'string.pack' (invalid next option for option 'X')
    -- expect: X<i4	#1 to 'string.pack' (invalid next option for option 'X')
    -- expect: X!	#1 to 'string.pack' (invalid next option for option 'X')
end
print(pcall(string.pack, "Xi17")) -- expect: false	integral size (17) out of limits [1,16]
print(pcall(string.pack, "!4 Xi3"))
-- expect: false	bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
print(packed("<!4 Xi4 b Xi4Xi4 b", 1, 2)) -- expect: 0100000002
