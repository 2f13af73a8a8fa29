-- While a table is traversed, existing fields may be changed or removed.
local t = {}
for i = 1, 20 do t[i], t["k" .. i] = i, i end
for k, v in pairs(t) do t[k] = v * 2 end
local sum = 0
for _, v in pairs(t) do sum = sum + v end
print(sum) -- expect: 840
for k, v in pairs(t) do if v % 4 == 0 then t[k] = nil end end
local count = 0
for _ in pairs(t) do count = count + 1 end
print(count) -- expect: 20
for k in pairs(t) do t[k] = nil end
print(next(t)) -- expect: nil
local list = {1, 2, 3}
for i, v in ipairs(list) do
    if i < 6 then list[i + 3] = v * 10 end
    if i == 2 then list[3] = 7 end
end
print(#list, list[3], list[4], list[6], list[8]) -- expect: 8	7	10	70	200
for i = #list, 1, -1 do if i % 2 == 0 then table.remove(list, i) end end
print(#list) -- expect: 4
