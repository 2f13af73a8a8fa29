-- The order of equal elements is open, but each of them is still there.
-- torture: 199
local t = {}
for i = 1, 300 do t[i] = {key = i * 31 % 7, id = i} end
table.sort(t, function(a, b) return a.key < b.key end)
local ids, ordered, counts = 0, true, {}
for i, v in ipairs(t) do
    ids = ids + v.id
    counts[v.key + 1] = (counts[v.key + 1] or 0) + 1
    ordered = ordered and (i == 1 or t[i - 1].key <= v.key)
end
print(#t, ids, ordered, table.concat(counts, " "))
-- expect: 300	45150	true	42 43 43 43 43 43 43
table.sort(t, function(a, b)
    if a.key ~= b.key then return a.key > b.key end
    return a.id < b.id
end)
print(t[1].key, t[1].id, t[2].id, t[300].key, t[300].id) -- expect: 6	2	9	0	294
