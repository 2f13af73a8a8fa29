-- A constructor may have any number of items, of all kinds, and end with many values.
-- torture: 997
local items = {}
for i = 1, 30000 do
    items[i] = i % 3 == 0 and ("k%d=%d"):format(i, i) or i % 3 == 1 and tostring(i) or
        ("[%d]=%d"):format(-i, i)
end
local t = assert(load("return {" .. table.concat(items, ";") .. "}"))()
print(#t, t[1], t[2], t[10000], t.k30000, t[-29999]) -- expect: 10000	1	4	29998	30000	29999
local f = assert(load("return {" .. ("0,"):rep(5000) .. "...}"))
t = f("a", nil, "c")
print(#t, t[5000], t[5001], t[5002], t[5003]) -- expect: 5003	0	a	nil	c
local nested = assert(load("return " .. ("{"):rep(150) .. ("}"):rep(150)))()
local depth = 0
while nested do depth, nested = depth + 1, nested[1] end
print(depth) -- expect: 150
