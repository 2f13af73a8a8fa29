-- Shifting a long array keeps every element in order.
-- torture: 499
local t = {}
for i = 1, 30000 do t[i] = i end
table.insert(t, 1, 0)
table.insert(t, 15000, "mid")
print(#t, t[1], t[2], t[14999], t[15000], t[15001], t[30002])
-- expect: 30002	0	1	14998	mid	14999	30000
print(table.remove(t, 15000), table.remove(t, 1), #t) -- expect: mid	0	30000
local ok = true
for i = 1, 30000 do ok = ok and t[i] == i end
print(ok) -- expect: true
for _ = 1, 5 do table.remove(t, 10) end
print(#t, t[9], t[10], t[#t]) -- expect: 29995	9	15	30000
