-- The iterator of a loop may yield; so may __call, __index and __pairs.
local y = coroutine.yield
local function iterator(s, i) return y("ask " .. tostring(i)) end
local object = setmetatable({}, {__call = function(_, s, i) return y("object " .. tostring(i)) end})
local co = coroutine.wrap(function()
    local out = {}
    for i, v in iterator, nil, 0 do out[#out + 1] = i .. "=" .. tostring(v) end
    for i in object do out[#out + 1] = i end
    local t = setmetatable({}, {__index = function(_, i) return y("index " .. i) end})
    for i = 1, t.n do out[#out + 1] = i .. ":" .. t[i] end
    for k, v in pairs(setmetatable({}, {__pairs = function() return y("pairs") end})) do
        out[#out + 1] = k .. "." .. v
    end
    return table.concat(out, " ")
end)
print(co()) -- expect: ask 0
print(co(1, "a"), co(2, "b"), co()) -- expect: ask 1	ask 2	object nil
print(co("x"), co("y")) -- expect: object x	object y
print(co(nil), co(2)) -- expect: index n	index 1
print(co("i1"), co("i2")) -- expect: index 2	pairs
print(co(next, {k = "v"})) -- expect: 1=a 2=b x y 1:i1 2:i2 k.v
