-- During a traversal existing fields may be changed and cleared.
local t = {}
for i = 1, 20 do t[i], t["k" .. i], t[i * 1.5 + 0.25] = i, i, i end
local seen = 0
for k, v in next, t do
    seen = seen + v
    t[k] = nil
end
print(seen, next(t)) -- expect: 630	nil
t = {1, 2, 3, x = 4, y = 5, [2.5] = 6}
for k, v in pairs(t) do t[k] = -v end
print(t[1], t[2], t[3], t.x, t.y, t[2.5]) -- expect: -1	-2	-3	-4	-5	-6
for k in pairs(t) do
    collectgarbage()
    t[k] = nil
end
print(next(t), #t) -- expect: nil	0
t = {a = {}, b = {}, c = {}}
local inner = 0
for _, v in pairs(t) do
    for _ in pairs(t) do inner = inner + 1 end
    v.seen = true
end
print(inner, t.a.seen, t.b.seen, t.c.seen) -- expect: 9	true	true	true
