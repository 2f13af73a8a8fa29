-- A table that is indexed on the left is the one from before the assignment.
local old = {}
local t = old
t, t.x, t.y = {name = "new"}, 1, 2
print(old.x, old.y, t.x, t.name) -- expect: 1	2	nil	new
t = old
t[1], t = "one", {}
print(old[1], t[1]) -- expect: one	nil
local i = 1
old[i], i, old[i + 1] = "a", 5, "b"
print(old[1], old[2], i, old[6]) -- expect: a	b	5	nil
g = old
g.z, g = 3, nil
print(old.z, g) -- expect: 3	nil
local k = "key"
old[k], k = "by the old key", "other"
print(old.key, old.other, k) -- expect: by the old key	nil	other
