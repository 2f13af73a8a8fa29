-- Start, limit and step are evaluated once, in this order; changes later mean nothing.
local log = {}
local function v(name, value) log[#log + 1] = name return value end
for i = v("start", 1), v("limit", 3), v("step", 1) do log[#log + 1] = i end
print(table.concat(log, " ")) -- expect: start limit step 1 2 3
local limit, step, n = 3, 1, 0
for i = 1, limit, step do limit, step, n = 100, 50, n + 1 end
print(n, limit, step) -- expect: 3	100	50
local t = {1, 2, 3}
n = 0
for i = 1, #t do t[#t + 1] = i n = n + 1 end
print(n, #t) -- expect: 3	6
local function two() return 1, 3 end
n = 0
for i = 1, (two()) do n = n + 1 end
for i = two(), 2 do n = n + 10 end
print(n) -- expect: 21
