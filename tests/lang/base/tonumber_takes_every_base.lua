-- In a base from 2 to 36 the digits beyond 9 are letters of any case.
local results = {}
for base = 2, 36, 2 do
    results[#results + 1] = tonumber("10", base) + (tonumber("1z", base) or 0)
end
print(table.concat(results, " ")) -- expect: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 32 34 107
print(tonumber("zZ", 36), tonumber("az", 35), tonumber("fF", 16), tonumber("g", 16))
-- expect: 1295	nil	255	nil
print(tonumber("  -11\t\n", 2), tonumber("+7", 8), tonumber("- 7", 8), tonumber("--7", 8))
-- expect: -3	7	nil	nil
print(tonumber("", 16), tonumber("-", 16), tonumber("0x1f", 16), tonumber("1e1", 10))
-- expect: nil	nil	nil	nil
print(tonumber("1e1", 16), tonumber("7.0", 10), tonumber("1\0", 10), tonumber("1 2", 10))
-- expect: 481	nil	nil	nil
print(tonumber(("1"):rep(64), 2), tonumber("1" .. ("0"):rep(63), 2))
-- expect: -1	-9223372036854775808
print(tonumber("-8000000000000000", 16), tonumber("zzzzzzzzzzzzzzzz", 36))
-- expect: -9223372036854775808	-2153214848064815105
print(tonumber("10", 16.0), tonumber("10", "16"), math.type(tonumber("10", 10)))
-- expect: 16	16	integer
print(pcall(tonumber, 10, 16))
-- expect: false	bad argument #1 to 'tonumber' (string expected, got number)
print(pcall(tonumber, {}, 16))
-- expect: false	bad argument #1 to 'tonumber' (string expected, got table)
print(pcall(tonumber, nil, 16))
-- expect: false	bad argument #1 to 'tonumber' (string expected, got nil)
print(pcall(tonumber, "10", 1)) -- expect: false	bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, "10", 37)) -- expect: false	bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, "10", 2.5))
-- expect: false	bad argument #2 to 'tonumber' (number has no integer representation)
print(pcall(tonumber, "10", "x"))
-- expect: false	bad argument #2 to 'tonumber' (number expected, got string)
