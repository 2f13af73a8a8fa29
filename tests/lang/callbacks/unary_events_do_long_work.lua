-- __unm, __bnot and __len may run long; __len serves # in any expression.
local rounds = 0
local mt = {}
local function list(...) return setmetatable({...}, mt) end
mt.__len = function(t)
    local n = 0
    for k, v in pairs(t) do
        n = n + (type(v) == "table" and #v or 1)
        for i = 1, 5 do rounds = rounds + #{k} end
    end
    return n
end
mt.__unm = function(t)
    local r = list()
    for i = rawlen(t), 1, -1 do
        local v = t[i]
        r[rawlen(r) + 1] = type(v) == "table" and -v or v
        rounds = rounds + 1
    end
    return r
end
mt.__bnot = function(t)
    local parts = {}
    for i = 1, rawlen(t) do
        parts[i] = type(t[i]) == "table" and ~t[i] or tostring(t[i])
    end
    local ok, e = pcall(function() return ~nil end)
    return "[" .. table.concat(parts, " ") .. (ok and "" or "]")
end
local t = list(1, list(2, 3, list(4)), 5)
print(#t, ~t, ~-t, ~- -t, rounds) -- expect: 5	[1 [2 3 [4]] 5]	[5 [[4] 3 2] 1]	[1 [2 3 [4]] 5]	56
print(#t + #-t * 2, -#t, ~#t, #~t, rounds) -- expect: 15	-5	-6	15	203
for i = 1, #t do if i == #t then print(i, ~list(i, -i), rounds) end end -- expect: 5	[5 -5]	413
local co = coroutine.wrap(function()
    local y = setmetatable({}, {__len = function(s) return coroutine.yield("len") end,
                                __unm = function(s) return coroutine.yield("unm") end})
    return #y - -y, - - -y
end)
print(co(), co(10), co(3), co(5)) -- expect: len	unm	unm	7	5
print(pcall(function() return #setmetatable({}, {__len = function() return #nil end}) end))
-- expect: false	unary_events_do_long_work.lua:40: attempt to get length of a nil value
