-- %c writes one byte, also a zero; a width pads it.
local f = string.format
print(f("%c%c%c", 76, 117, 97), f("%c", "65"), f("%c", 66.0), f("[%3c] [%-3c]", 120, 120))
-- expect: Lua	A	B	[  x] [x  ]
print(#f("%c", 0), #f("a%cb", 0), f("a%cb", 0):byte(1, -1)) -- expect: 1	3	97	0	98
print(f("%c", 256 + 65), f("%c%c", 228, 255):byte(1, -1)) -- expect: A	228	255
print(#f("%5c", 0), #f("%99c", 65)) -- expect: 5	99
print(pcall(f, "%c", "x"))
-- expect: false	bad argument #2 to 'string.format' (number expected, got string)
print(pcall(f, "%c", 1.5))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(f, "%c")) -- expect: false	bad argument #2 to 'string.format' (no value)
print(pcall(f, "%5.2c", 65)) -- expect: false	invalid conversion specification: '%5.2c'
