-- table.insert measures once, then reads and writes from the end down to the position.
local log, store = {}, {10, 20, 30}
local proxy = setmetatable({}, {
    __len = function() log[#log + 1] = "#" return #store end,
    __index = function(_, k) log[#log + 1] = "r" .. k return store[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "w" .. k .. "=" .. tostring(v) store[k] = v end,
})
local function show(ok, message)
    print(table.concat(log, " "), message or ok)
    log = {}
end
show(pcall(table.insert, proxy, 40)) -- expect: # w4=40	true
show(pcall(table.insert, proxy, 3, 25)) -- expect: # r4 w5=40 r3 w4=30 w3=25	true
show(pcall(table.insert, proxy, 6, 50)) -- expect: # w6=50	true
show(pcall(table.insert, proxy, 2, nil))
-- expect: # r6 w7=50 r5 w6=40 r4 w5=30 r3 w4=25 r2 w3=20 w2=nil	true
show(pcall(function() table.insert(proxy, 9, 0) end))
-- expect: #	insert_through_a_proxy.lua:17: bad argument #2 to 'insert' (position out of bounds)
show(pcall(function() table.insert(proxy, 0, 0) end))
-- expect: #	insert_through_a_proxy.lua:19: bad argument #2 to 'insert' (position out of bounds)
show(pcall(function() table.insert(proxy, 1, 2, 3) end))
-- expect: #	insert_through_a_proxy.lua:21: wrong number of arguments to 'insert'
print(rawlen(proxy), #store) -- expect: 0	7
