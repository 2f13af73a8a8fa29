-- Positional fields are numbered from 1; named and computed ones do not count.
local t = {x = 0, "one", y = 0, "two", [10] = "ten", "three", z = 0}
print(t[1], t[2], t[3], t[4], #t) -- expect: one	two	three	nil	3
local u = {[3] = "three", "one", "two"}
print(u[1], u[2], u[3]) -- expect: one	two	three
local v = {"a", [2] = "b"}
print(v[1], v[2]) -- expect: a	b
print(#{[1] = 1, [2] = 2, [3] = 3}, #{n = 5}, #{[0] = 0, 1}) -- expect: 3	0	1
local w = {"a", "b", n = 2, [0] = "zero", [-1] = "before"}
print(#w, w[0], w[-1], w.n) -- expect: 2	zero	before	2
local keys = 0
for _ in pairs({1, 2, x = 1, [{}] = 2, [1.5] = 3}) do keys = keys + 1 end
print(keys) -- expect: 5
