-- any value can be dumped, loops and all; what is loaded is new
local tasklet = require "tasklet"
local function copy(v) return tasklet.load(tasklet.dump(v)) end

print(copy(nil), copy(true), copy(1 << 62), copy(0.1), copy("short")) -- expect: nil	true	4611686018427387904	0.1	short
local long = ("long "):rep(1000)
print(copy(long) == long, 1 / copy(-0.0), copy(0/0) ~= copy(0/0)) -- expect: true	-inf	true
local t = {1, 2, nil, 4, x = {y = "z"}, [long] = 5, [2.5] = 6}
t.self, t[t] = t, t.x
local c = copy(setmetatable(t, {__index = {inherited = 7}}))
print(c ~= t, c.self == c, c[c] == c.x, c.x.y) -- expect: true	true	true	z
print(c[1], c[2], c[4], c[long], c[2.5], c.inherited) -- expect: 1	2	4	5	6	7
local keys = {}
for k in pairs(c) do keys[#keys + 1] = type(k) end
print(table.concat(keys, " ")) -- expect: number number number string string number table string
local big = {}
for i = 1, 600 do big[i] = i big["k" .. i] = {i} end
local d = copy(big)
print(#d, d[600], d.k600[1], next(d)) -- expect: 600	600	600	1	1
print(copy(print) == print, copy(string.rep) == string.rep) -- expect: true	true
