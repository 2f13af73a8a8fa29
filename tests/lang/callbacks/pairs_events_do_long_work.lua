-- __pairs may run long, and so may the iterator that it gives.
local log, rounds = {}, 0
local function sorted(t)
    return setmetatable(t, {__pairs = function(t)
        local keys = {}
        for k in next, t do
            keys[#keys + 1] = k
            for i = 1, 10 do rounds = rounds + i end
        end
        table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
        log[#log + 1] = #keys
        local i = 0
        return function(state, control)
            for n = 1, 10 do rounds = rounds + n end
            i = i + 1
            local ok, e = pcall(error, keys[i])
            if e ~= nil then return e, state[e] end
        end, t, nil
    end})
end
local t = sorted({b = 2, a = 1, [10] = "ten", c = sorted({z = 26, y = 25})})
local out = {}
for k, v in pairs(t) do
    if type(v) == "table" then
        for k2, v2 in pairs(v) do out[#out + 1] = k .. k2 .. v2 end
    else
        out[#out + 1] = k .. v
    end
end
print(table.concat(out, " "), table.concat(log, " "), rounds)
-- expect: 10ten a1 b2 cy25 cz26	4 2	770
local f, s, c = pairs(t)
print(type(f), s == t, c, f(s, c)) -- expect: function	true	nil	10	ten
print(pcall(pairs, setmetatable({}, {__pairs = function(t) -- expect: false	no pairs 3
    for i = 1, 30 do if i == 30 then error("no pairs " .. #log, 0) end end
end})))
local co = coroutine.wrap(function()
    local t = setmetatable({}, {__pairs = function(t)
        local n = coroutine.yield("how many")
        return function(_, i)
            local v = i < n and coroutine.yield("value " .. i + 1)
            if v then return i + 1, v end
        end, t, 0
    end})
    local sum = 0
    for k, v in pairs(t) do sum = sum + k * v end
    return sum
end)
print(co(), co(3), co(10), co(20), co(30)) -- expect: how many	value 1	value 2	value 3	140
