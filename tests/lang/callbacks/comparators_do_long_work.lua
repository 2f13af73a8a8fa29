-- A comparator may run long loops and catch errors; the sort goes on behind it.
local calls, rounds, caught = 0, 0, 0
local function weight(v)
    local sum = 0
    for i = 1, 30 do
        local part = {v * i, i}
        sum = sum + part[1] % 7 * part[2]
        rounds = rounds + 1
    end
    return sum
end
local function compare(a, b)
    calls = calls + 1
    local ok, e = pcall(function() if calls % 3 == 0 then error({calls}) end end)
    if not ok then caught = caught + e[1] end
    return weight(a) < weight(b)
end
local t = {5, 3, 8, 1, 9}
table.sort(t, compare)
print(table.concat(t, " "), rounds == 60 * calls) -- expect: 8 1 9 5 3	true
local again = {}
for i = 1, 5 do again[i] = weight(t[i]) end
print(table.concat(again, " ")) -- expect: 1335 1335 1368 1397 1429
local seen = caught
for i = 3, calls, 3 do seen = seen - i end
print(seen, caught > 0) -- expect: 0	true
local words = {"pear", "fig", "banana", "kiwi"}
table.sort(words, function(a, b)
    local x, y = 0, 0
    for i = 1, 30 do
        x = (x * 31 + a:byte((i - 1) % #a + 1)) % 1009
        y = (y * 31 + b:byte((i - 1) % #b + 1)) % 1009
    end
    return x < y
end)
print(table.concat(words, " ")) -- expect: fig kiwi banana pear
