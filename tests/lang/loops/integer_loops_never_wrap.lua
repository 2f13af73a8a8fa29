-- An integer loop never wraps around at the largest or smallest integer.
local max, min = math.maxinteger, math.mininteger
local function run(a, b, c)
    local out = {}
    for i = a, b, c do out[#out + 1] = i if #out == 5 then out[6] = "..." break end end
    return table.concat(out, " ")
end
local function count(a, b, c)
    local n = 0
    for _ = a, b, c do n = n + 1 if n > 9 then break end end
    return n
end
print(run(max - 2, max, 1)) -- expect: 9223372036854775805 9223372036854775806 9223372036854775807
print(run(min + 2, min, -1))
-- expect: -9223372036854775806 -9223372036854775807 -9223372036854775808
print(count(max - 1, max, 2), count(max, max, 1), count(min, min, -1), count(max, max, max))
-- expect: 1	1	1	1
print(count(min, max, max), count(max, min, min), count(1, max, max), count(min, max, min))
-- expect: 3	2	1	0
print(run(0, max, max // 2)) -- expect: 0 4611686018427387903 9223372036854775806
print(run(0, min, min // 2)) -- expect: 0 -4611686018427387904 -9223372036854775808
print(count(max, min, 1), count(min, max, -1), count(min, max, 1 << 62)) -- expect: 0	0	4
print(run(max - 10, max, 7), run(min + 10, min, -7))
-- expect: 9223372036854775797 9223372036854775804	-9223372036854775798 -9223372036854775805
print(run(1, 0, 1) == "", run(0, 1, -1) == "", run(3, 3, -5)) -- expect: true	true	3
