-- What does not fit, or is malformed, raises an error.
local function message(f, ...) return select(2, pcall(f, ...)) end
print(message(string.pack, "b", 200)) -- expect: bad argument #2 to 'string.pack' (integer overflow)
print(message(string.pack, "B", 300))
-- expect: bad argument #2 to 'string.pack' (unsigned overflow)
print(message(string.pack, "i17", 1)) -- expect: integral size (17) out of limits [1,16]
print(message(string.pack, "q", 1)) -- expect: invalid format option 'q'
print(message(string.pack, "c2", "abc"))
-- expect: bad argument #2 to 'string.pack' (string longer than given size)
print(message(string.pack, "z", "a\0b"))
-- expect: bad argument #2 to 'string.pack' (string contains zeros)
print(message(string.pack, "s1", ("x"):rep(300)))
-- expect: bad argument #2 to 'string.pack' (string length does not fit in given size)
print(message(string.pack, "X", 1))
-- expect: bad argument #1 to 'string.pack' (invalid next option for option 'X')
print(message(string.packsize, "s"))
-- expect: bad argument #1 to 'string.packsize' (variable-length format)
print(message(string.unpack, "i4", "abc"))
-- expect: bad argument #2 to 'string.unpack' (data string too short)
print(message(string.unpack, "s1", "\5abc"))
-- expect: bad argument #2 to 'string.unpack' (data string too short)
print(message(string.unpack, "z", "abc"))
-- expect: bad argument #2 to 'string.unpack' (unfinished string for format 'z')
print(message(string.unpack, "<i16", ("\255"):rep(8) .. ("\1"):rep(8)))
-- expect: 16-byte integer does not fit into Lua Integer
print(message(string.unpack, "i4", "abcd", 6))
-- expect: bad argument #3 to 'string.unpack' (initial position out of string)
