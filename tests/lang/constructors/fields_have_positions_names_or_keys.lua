-- A constructor mixes positional, named and computed fields, with , or ; between.
local function f(n) return n * 10 end
local t = {"a"; x = 1, "b", [f(2)] = "twenty", f(3); ["y z"] = 2, 1.5, [3.0 + 10] = "float key",}
print(t[1], t[2], t[3], t[4], #t) -- expect: a	b	30	1.5	4
print(t.x, t[20], t["y z"], t[13]) -- expect: 1	twenty	2	float key
print(#{}, #{1}, #{1,}, #{1;}, #{1, 2; 3}) -- expect: 0	1	1	1	3
local n = {[1] = "one", [2] = "two", [-1] = "minus", [true] = "yes"}
print(n[1], n[2], n[-1], n[true]) -- expect: one	two	minus	yes
local nested = {{1, {2, {3}}}, {a = {b = {c = "deep"}}}}
print(nested[1][2][2][1], nested[2].a.b.c) -- expect: 3	deep
local x = "k"
print(({x = 1}).x, ({[x] = 2}).k, ({[x] = 3}).x, ({x}).x, ({x})[1]) -- expect: 1	2	nil	nil	k
