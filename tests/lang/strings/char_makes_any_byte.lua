-- string.char makes a string of its arguments' codes, which are integers from 0 to 255.
print(string.char(), #string.char(), string.char(65), string.char(72, 105)) -- expect: 	0	A	Hi
print(#string.char(0, 255, 128), string.char(0, 255, 128):byte(1, -1)) -- expect: 3	0	255	128
print(string.char("66", 67.0)) -- expect: BC
local all = {}
for i = 0, 255 do all[i + 1] = i end
local s = string.char(table.unpack(all))
print(#s, s:byte(1), s:byte(-1), s:byte(98), s:sub(98, 100)) -- expect: 256	0	255	97	abc
print(pcall(string.char, 256))
-- expect: false	bad argument #1 to 'string.char' (value out of range)
print(pcall(string.char, 1, 2, -1))
-- expect: false	bad argument #3 to 'string.char' (value out of range)
print(pcall(string.char, 1.5))
-- expect: false	bad argument #1 to 'string.char' (number has no integer representation)
print(pcall(string.char, "A"))
-- expect: false	bad argument #1 to 'string.char' (number expected, got string)
print(pcall(string.char, 65, nil))
-- expect: false	bad argument #2 to 'string.char' (number expected, got nil)
print(pcall(string.char, math.mininteger))
-- expect: false	bad argument #1 to 'string.char' (value out of range)
print((select(2, pcall(function() string.char({}) end)):match("%d+: .*")))
-- expect: 21: bad argument #1 to 'char' (number expected, got table)
