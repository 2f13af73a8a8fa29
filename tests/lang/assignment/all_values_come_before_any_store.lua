-- All expressions are evaluated before the first variable changes.
local i, t = 1, {10, 20, 30}
i, t[i] = i + 1, "first"
print(i, t[1], t[2]) -- expect: 2	first	20
i, t[i], t[i + 1] = i + 1, "second", "third"
print(i, t[2], t[3]) -- expect: 3	second	third
local a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c) -- expect: 3	1	2
a, b = b, a
print(a, b) -- expect: 1	3
t[1], t[2], t[3] = t[3], t[1], t[2]
print(table.concat(t, " ")) -- expect: third first second
local n = {value = 1}
n, n.value = {value = "new"}, "in the old table"
print(n.value) -- expect: new
local function swap() a, b = b, a return a, b end
print(swap()) -- expect: 3	1
g1, g2 = 1, 2
g1, g2 = g2, g1 + g2
print(g1, g2) -- expect: 2	3
