-- table.pack makes a fresh table with all arguments and their number in n.
print(table.pack().n, table.pack(nil).n, table.pack(nil, nil, nil).n) -- expect: 0	1	3
local function none() end
print(table.pack(none()).n, table.pack((none())).n, table.pack(none(), none()).n)
-- expect: 0	1	1
local t = table.pack("a", nil, "c")
print(t.n, #table.pack(1, 2, 3), t[1], t[2], t[3], t[4]) -- expect: 3	3	a	nil	c	nil
local a, b = table.pack(1), table.pack(1)
print(a == b, a[1] == b[1], getmetatable(a)) -- expect: false	true	nil
local count = 0
for _ in pairs(table.pack(1, nil, 3)) do count = count + 1 end
print(count) -- expect: 3
print(table.pack(table.unpack({}, 1, 250)).n, table.pack(table.unpack({}, 1, 3000)).n)
-- expect: 250	3000
print(table.pack(pcall(error)).n, table.pack(coroutine.wrap(function() end)()).n) -- expect: 2	0
