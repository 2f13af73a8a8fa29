-- utf8.offset wants a position in the text, which must start a character unless n is 0.
print(pcall(utf8.offset, "abc", 1, 5))
-- expect: false	bad argument #3 to 'utf8.offset' (position out of bounds)
print(pcall(utf8.offset, "abc", 1, 0))
-- expect: false	bad argument #3 to 'utf8.offset' (position out of bounds)
print(pcall(utf8.offset, "abc", 1, -4))
-- expect: false	bad argument #3 to 'utf8.offset' (position out of bounds)
print(pcall(utf8.offset, "abc", 0, 5))
-- expect: false	bad argument #3 to 'utf8.offset' (position out of bounds)
print(pcall(utf8.offset, "ä", 1, 2)) -- expect: false	initial position is a continuation byte
print(pcall(utf8.offset, "ä", -1, 2)) -- expect: false	initial position is a continuation byte
print(pcall(utf8.offset, "\x80", 1)) -- expect: false	initial position is a continuation byte
print(pcall(utf8.offset))
-- expect: false	bad argument #1 to 'utf8.offset' (string expected, got no value)
print(pcall(utf8.offset, "abc"))
-- expect: false	bad argument #2 to 'utf8.offset' (number expected, got no value)
print(pcall(utf8.offset, "abc", "x"))
-- expect: false	bad argument #2 to 'utf8.offset' (number expected, got string)
print(pcall(utf8.offset, "abc", 1.5))
-- expect: false	bad argument #2 to 'utf8.offset' (number has no integer representation)
print(pcall(utf8.offset, "abc", 1, {}))
-- expect: false	bad argument #3 to 'utf8.offset' (number expected, got table)
print(pcall(utf8.offset, {}, 1))
-- expect: false	bad argument #1 to 'utf8.offset' (string expected, got table)
print(select(2, pcall(function() return utf8.offset("abc", 1, 9) end)))
-- expect: offset_errors_are_told.lua:25: bad argument #3 to 'offset' (position out of bounds)
print(select(2, pcall(function() return utf8.offset("ä", 1, 2) end)))
-- expect: offset_errors_are_told.lua:27: initial position is a continuation byte
