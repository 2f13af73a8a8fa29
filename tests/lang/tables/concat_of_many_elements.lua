-- Joining very many elements gives the whole text.
-- torture: 4999
local t = {}
for i = 1, 50000 do t[i] = i end
local s = table.concat(t, ",")
print(#s, s:sub(1, 20), s:sub(-17)) -- expect: 288893	1,2,3,4,5,6,7,8,9,10	49998,49999,50000
local sum = 0
for n in s:gmatch("%d+") do sum = sum + n end
print(sum) -- expect: 1250025000
local big = {}
for i = 1, 300 do big[i] = ("x"):rep(1000) end
print(#table.concat(big), #table.concat(big, "--")) -- expect: 300000	300598
print(select(2, table.concat(big, "\n"):gsub("\n", "\n"))) -- expect: 299
