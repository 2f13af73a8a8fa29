-- The table functions read, write and measure through metamethods.
local log, store = {}, {10, 20, 30}
local proxy = setmetatable({}, {
    __index = function(_, k) return store[k] end,
    __newindex = function(_, k, v) log[#log + 1] = k .. "=" .. tostring(v); store[k] = v end,
    __len = function() return #store end,
})
table.insert(proxy, 40)
table.insert(proxy, 1, 5)
print(table.concat(log, " ")) -- expect: 4=40 5=40 4=30 3=20 2=10 1=5
print(table.concat(proxy, ","), table.concat(proxy, ",", 2, 3)) -- expect: 5,10,20,30,40	10,20
print(table.remove(proxy, 1), table.remove(proxy), #proxy) -- expect: 5	40	3
print(table.unpack(proxy)) -- expect: 10	20	30
print(table.concat(table.move(proxy, 1, 2, 2, {}), "", 2, 3)) -- expect: 1020
store[1], store[3] = 99, 1
table.sort(proxy)
print(table.concat(store, " "), rawlen(proxy)) -- expect: 1 20 99	0
print(pcall(table.insert, setmetatable({}, {__len = function() return "x" end}), 1))
-- expect: false	object length is not an integer
