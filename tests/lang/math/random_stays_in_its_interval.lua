-- math.random(m, n) gives each integer of the interval, and nothing else.
-- torture: 97
math.randomseed(7)
local seen, low, high = {}, 1, 0
for _ = 1, 2000 do
    local n = math.random(3, 9)
    seen[n] = true
    local f = math.random()
    low, high = math.min(low, f), math.max(high, f)
end
local keys = {}
for k in pairs(seen) do keys[#keys + 1] = k end
table.sort(keys)
print(table.concat(keys, " ")) -- expect: 3 4 5 6 7 8 9
print(low >= 0, high < 1, low < 0.01, high > 0.99) -- expect: true	true	true	true
print(pcall(math.random, 2, 1))
-- expect: false	bad argument #1 to 'math.random' (interval is empty)
print(pcall(math.random, 1, 2, 3)) -- expect: false	wrong number of arguments
print(pcall(math.random, 1.5))
-- expect: false	bad argument #1 to 'math.random' (number has no integer representation)
