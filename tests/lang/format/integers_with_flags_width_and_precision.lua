-- %d, %i, %x, %X and %o print integers with flags, width and precision.
print(string.format("%d %i %5d|%-5d|%05d", 42, -42, 42, 42, 42)) -- expect: 42 -42    42|42   |00042
print(string.format("%+d %+d % d", 7, -7, 7)) -- expect: +7 -7  7
print(string.format("%.3d|%8.3d|%-8.3d|", 5, 5, 5)) -- expect: 005|     005|005     |
print(string.format("%x %X %#x %o %#o", 255, 255, 255, 8, 8)) -- expect: ff FF 0xff 10 010
print(string.format("%x", -1)) -- expect: ffffffffffffffff
print(string.format("%d", 3.0), string.format("%d", "10")) -- expect: 3	10
print(string.format("%d", math.mininteger)) -- expect: -9223372036854775808
print(string.format("%c%c%c|%3c|%-3c|", 76, 117, 97, 120, 120)) -- expect: Lua|  x|x  |
print(pcall(string.format, "%d", 1.5))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(string.format, "%d", "x"))
-- expect: false	bad argument #2 to 'string.format' (number expected, got string)
