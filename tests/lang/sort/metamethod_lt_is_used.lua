-- Without a comparator objects are ordered by their __lt.
local mt = {__lt = function(a, b) return a.v < b.v end}
local function new(v) return setmetatable({v = v}, mt) end
local t = {}
for i = 1, 20 do t[i] = new(i * 7 % 20) end
table.sort(t)
local out = {}
for i, x in ipairs(t) do out[i] = x.v end
print(table.concat(out, " ")) -- expect: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19
mt.__lt = function(a, b) return b.v < a.v end
table.sort(t)
print(t[1].v, t[20].v) -- expect: 19	0
