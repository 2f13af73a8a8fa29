-- Every field is an expression; each run of a constructor makes a new table.
local i = 5
local t = {i + 1, -i, not i, i > 3 and "big" or "small", "a" .. i, #"four", i // 2, {i}, (i)}
print(t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8][1], t[9]) -- expect: 6	-5	false	big	a5	4	2	5	5
local function make() return {count = 0} end
local a, b = make(), make()
a.count = 1
print(a == b, a.count, b.count) -- expect: false	1	0
local tables = {}
for n = 1, 3 do tables[n] = {n, sub = {n * 10}} end
print(tables[1][1], tables[3].sub[1], tables[1].sub == tables[2].sub) -- expect: 1	30	false
local m = {f = function(self) return self.v end, v = "own"}
print(m:f(), ({f = function() return "called" end}).f()) -- expect: own	called
print(({10, 20, 30})[2], #{n = #{1, 2}}, ({{{"x"}}})[1][1][1], {} == {}) -- expect: 20	0	x	false
