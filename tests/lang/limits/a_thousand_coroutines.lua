-- A thousand coroutines wait at the same time, each in the middle of its own calls.
-- torture: 499
local function walk(n, step)
    if n == 0 then coroutine.yield(step) return step end
    local result = walk(n - 1, step)
    coroutine.yield(result + n)
    return result
end
local waiting = {}
for i = 1, 1000 do waiting[i] = coroutine.wrap(function() return walk(i % 5, i) end) end
local sums = {}
for round = 1, 5 do
    local sum = 0
    for i = 1, 1000 do
        if round <= i % 5 + 1 then sum = sum + waiting[i]() end
    end
    sums[round] = sum
end
print(table.concat(sums, " ")) -- expect: 500500 400800 301500 201600 101100
print(collectgarbage("count") > 100) -- expect: true
