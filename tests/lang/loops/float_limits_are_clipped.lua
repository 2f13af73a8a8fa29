-- A float limit of an integer loop is clipped to whole numbers in range.
local function count(a, b, c)
    local n = 0
    for _ = a, b, c or 1 do n = n + 1 if n > 9 then break end end
    return n
end
print(count(1, 3.9), count(1, 3.0), count(1, 2.9999), count(-1, -3.5, -1), count(1, 0.5))
-- expect: 3	3	2	3	0
print(count(1, math.huge), count(1, -math.huge), count(1, -math.huge, -1), count(1, math.huge, -1))
-- expect: 10	0	10	0
print(count(1, 0 / 0), count(1, 1e100), count(1, -1e100), count(1, 2^63)) -- expect: 0	10	0	10
print(count(math.maxinteger, 2^63), count(math.mininteger, -2^63, -1), count(1 << 62, 1e300))
-- expect: 1	1	10
print(count(math.maxinteger - 3, 1e300), count(math.mininteger + 3, -1e300, -1)) -- expect: 4	4
print(count(math.mininteger, -2^64), count(math.mininteger + 2, -2^64, -1)) -- expect: 0	3
for i = 1, 2.5 do io.write(i, " ", math.type(i), " ") end
print("end") -- expect: 1 integer 2 integer end
for i = 3, 1.5, -1 do io.write(i, " ", math.type(i), " ") end
print("end") -- expect: 3 integer 2 integer end
