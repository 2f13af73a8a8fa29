-- table.remove measures once, shifts upwards and clears the last place.
local log, store = {}, {10, 20, 30, 40}
local proxy = setmetatable({}, {
    __len = function() log[#log + 1] = "#" return #store end,
    __index = function(_, k) log[#log + 1] = "r" .. k return store[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "w" .. k .. "=" .. tostring(v) store[k] = v end,
})
local function show(result, message)
    print(table.concat(log, " "), message or result)
    log = {}
end
show(table.remove(proxy)) -- expect: # r4 w4=nil	40
show(table.remove(proxy, 1)) -- expect: # r1 r2 w1=20 r3 w2=30 w3=nil	10
show(table.remove(proxy, 2)) -- expect: # r2 w2=nil	30
show(table.remove(proxy, 2)) -- expect: # r2 w2=nil	nil
show(pcall(function() table.remove(proxy, 5) end))
-- expect: #	remove_through_a_proxy.lua:16: bad argument #1 to 'remove' (position out of bounds)
show(table.remove(proxy, 1)) -- expect: # r1 w1=nil	20
show(table.remove(proxy)) -- expect: # r0 w0=nil	nil
show(table.remove(proxy, 0)) -- expect: # r0 w0=nil	nil
