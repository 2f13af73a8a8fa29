-- Sorting inside a comparator does not disturb the outer sort.
local function smallest(list)
    local copy = table.move(list, 1, #list, 1, {})
    table.sort(copy)
    return copy[1]
end
local lists = {{9, 4}, {7, 8, 1}, {3}, {6, 5}, {2, 10}}
table.sort(lists, function(a, b) return smallest(a) < smallest(b) end)
local out = {}
for i, list in ipairs(lists) do out[i] = table.concat(list, "+") end
print(table.concat(out, " ")) -- expect: 7+8+1 2+10 3 9+4 6+5
local depth = 0
local function nested(n)
    if n == 0 then return 0 end
    local t = {3, 1, 2}
    table.sort(t, function(a, b) depth = math.max(depth, n) nested(n - 1) return a < b end)
    return table.concat(t)
end
print(nested(4), depth) -- expect: 123	4
