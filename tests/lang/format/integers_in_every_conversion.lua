-- %d and %i write decimal, %o octal, %x and %X hexadecimal digits of an integer.
local f = string.format
print(f("%d %i %o %x %X", 255, 255, 255, 255, 255)) -- expect: 255 255 377 ff FF
print(f("%d %i", -255, -255), f("%x", -255), f("%o", -1))
-- expect: -255 -255	ffffffffffffff01	1777777777777777777777
print(f("%d %d", math.maxinteger, math.mininteger), f("%x %X", math.mininteger, -1))
-- expect: 9223372036854775807 -9223372036854775808	8000000000000000 FFFFFFFFFFFFFFFF
print(f("%d", 3.0), f("%d", -0.0), f("%x", 2^53), f("%d", "10"), f("%d", " 0x10 "), f("%i", "1e2"))
-- expect: 3	0	20000000000000	10	16	100
print(f("%d%d%d", 1, 2, 3), f("<%d>", 0), f("%d", 1, "not used")) -- expect: 123	<0>	1
print(pcall(f, "%d", 1.5))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(f, "%x", 2^63))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(f, "%d", "1.5"))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(f, "%d", "ten"))
-- expect: false	bad argument #2 to 'string.format' (number expected, got string)
print(pcall(f, "%i", nil))
-- expect: false	bad argument #2 to 'string.format' (number expected, got nil)
print(pcall(f, "%o", {}))
-- expect: false	bad argument #2 to 'string.format' (number expected, got table)
print(pcall(f, "%X", true))
-- expect: false	bad argument #2 to 'string.format' (number expected, got boolean)
