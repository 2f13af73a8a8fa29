-- Assignments go down a chain of tables to a function, which assigns on to further chains.
local log = {}
local store = setmetatable({}, {__newindex = function(t, k, v)
    local parts = {}
    for i = 1, 30 do parts[i] = i % 2 == 0 and v or "" end
    log[#log + 1] = k .. #table.concat(parts)
    rawset(t, k, parts[2])
end})
local middle = setmetatable({own = true}, {__newindex = store})
local top = setmetatable({}, {__newindex = middle, __index = store})
top.a, top.own, top.bb = "x", "y", "zz"
print(top.a, rawget(top, "own"), middle.own, store.bb, table.concat(log, " "))
-- expect: x	nil	y	zz	bb30 a15
local relay = setmetatable({}, {__newindex = function(t, k, v)
    local sum = 0
    for i = 1, 30 do sum = sum + i end
    top[k .. sum] = v
    if #k < 6 then t[k .. "+"] = v .. v end
end, __index = top})
relay.abc = "q"
print(store.abc465, store["abc+465"], store["abc++465"], store["abc+++465"], #log)
-- expect: q	qq	qqqq	qqqqqqqq	6
local deep, hits = {}, 0
for i = 1, 50 do
    local below = deep
    deep = setmetatable({}, {__newindex = function(_, k, v) hits = hits + 1 below[k] = v + 1 end,
                             __index = function(_, k) return below[k] end})
end
deep.value = 0
print(deep.value, hits, rawget(deep, "value")) -- expect: 50	50	nil
