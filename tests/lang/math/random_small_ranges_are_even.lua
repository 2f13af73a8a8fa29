-- Small ranges are hit evenly, each value and no other.
-- torture: 499
math.randomseed(99)
local function spread(n, low, high)
    local counts, outside = {}, 0
    for i = low, high do counts[i - low + 1] = 0 end
    for _ = 1, n do
        local v = math.random(low, high)
        if v < low or v > high then outside = outside + 1
        else counts[v - low + 1] = counts[v - low + 1] + 1 end
    end
    return outside, table.concat(counts, " ")
end
print(spread(600, 1, 6)) -- expect: 0	110 82 113 90 99 106
print(spread(300, -1, 1)) -- expect: 0	102 102 96
print(spread(200, 0, 1)) -- expect: 0	102 98
print(spread(100, 7, 7)) -- expect: 0	100
print(spread(800, math.maxinteger - 7, math.maxinteger))
-- expect: 0	88 110 110 105 105 84 97 101
