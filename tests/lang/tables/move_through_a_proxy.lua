-- table.move chooses its direction so that nothing is overwritten too early.
local log
local function proxy(store, name)
    return setmetatable({}, {
        __len = function() log[#log + 1] = "#" return #store end,
        __index = function(_, k) log[#log + 1] = name .. "r" .. k return store[k] end,
        __newindex = function(_, k, v) log[#log + 1] = name .. "w" .. k store[k] = v end,
    })
end
local function show(...)
    log = {}
    local ok, result = pcall(table.move, ...)
    print(table.concat(log, " "), ok, result == ... or result == select(5, ...))
end
show(proxy({1, 2, 3}, ""), 1, 3, 2) -- expect: r3 w4 r2 w3 r1 w2	true	true
show(proxy({1, 2, 3}, ""), 2, 3, 1) -- expect: r2 w1 r3 w2	true	true
show(proxy({1, 2, 3}, ""), 1, 3, 1) -- expect: r1 w1 r2 w2 r3 w3	true	true
show(proxy({1, 2, 3}, ""), 1, 3, 4) -- expect: r1 w4 r2 w5 r3 w6	true	true
show(proxy({1, 2, 3}, ""), 3, 1, 1) -- expect: 	true	true
show(proxy({1, 2}, "a"), 1, 2, 2, proxy({}, "b")) -- expect: ar1 bw2 ar2 bw3	true	true
show({1, 2}, 1, 2, 1, proxy({}, "b")) -- expect: bw1 bw2	true	true
show(proxy({1, 2}, "a"), 2, 3, 1, {}) -- expect: ar2 ar3	true	true
