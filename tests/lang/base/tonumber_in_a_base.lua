-- With a base the digits go up to z, and the result is an integer.
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("11", 2))
-- expect: 255	255	1295	3
print(tonumber("-1010", 2), tonumber("  77 ", 8), tonumber("+5", 10)) -- expect: -10	63	5
print(tonumber("8", 8), tonumber("1.5", 10), tonumber("", 10), tonumber("1 1", 2))
-- expect: nil	nil	nil	nil
print(tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16)) -- expect: -1	0
print(pcall(tonumber, 10, 10))
-- expect: false	bad argument #1 to 'tonumber' (string expected, got number)
print(pcall(tonumber, "10", 1))
-- expect: false	bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, "10", 37))
-- expect: false	bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber)) -- expect: false	bad argument #1 to 'tonumber' (value expected)
