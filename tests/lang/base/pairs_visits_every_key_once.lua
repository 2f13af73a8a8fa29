-- pairs visits each key once, also when the body clears what it has visited.
local t = {}
for i = 1, 50 do t[i] = i end
for i = 1, 50 do t["k" .. i] = i end
for i = 1, 10 do t[i + 0.5] = i end
local seen, count = {}, 0
for k in pairs(t) do
    assert(not seen[k])
    seen[k] = true
    count = count + 1
    t[k] = nil
end
print(count, next(t)) -- expect: 110	nil
local changed = {a = 1, b = 2, c = 3}
for k, v in pairs(changed) do changed[k] = v * 10 end
print(changed.a, changed.b, changed.c) -- expect: 10	20	30
print(select("#", pairs({})), pcall(pairs))
-- expect: 3	false	bad argument #1 to 'pairs' (value expected)
