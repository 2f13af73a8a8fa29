-- Storing nil removes an entry; reading an absent one gives nil.
local t = {x = 1, y = 2, 10, 20, 30}
t.x = nil
t[3] = nil
print(t.x, t[3], #t, rawget(t, "x")) -- expect: nil	nil	2	nil
local count = 0
for _ in pairs(t) do count = count + 1 end
print(count) -- expect: 3
t.z = nil
t[t] = nil
print(next({a = nil}), next({nil, nil})) -- expect: nil	nil
t.y = false
print(t.y, t.y == nil, rawget(t, "y") == false) -- expect: false	false	true
t[1], t[2], t.y = nil, nil, nil
print(next(t), #t) -- expect: nil	0
t.x = "again"
print(next(t)) -- expect: x	again
