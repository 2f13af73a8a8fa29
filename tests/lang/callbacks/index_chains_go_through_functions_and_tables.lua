-- A chain of __index tables may end in a function which walks further chains.
local visits = {}
local function layer(name, below)
    return setmetatable({[name] = name:upper()}, {__index = below})
end
local bottom = setmetatable({}, {__index = function(t, k)
    local sum = 0
    for i = 1, 30 do sum = sum + i * #k end
    visits[#visits + 1] = k
    return k .. sum
end})
local d = layer("d", bottom)
local c = layer("c", function(t, k)
    local s = ""
    for i = 1, 10 do s = s .. i % 10 end
    local v = d[k]
    return v .. "/" .. #s .. #visits
end)
local b = layer("b", c)
local a = layer("a", b)
print(a.a, a.b, a.c, a.d, a.e) -- expect: A	B	C	D/100	e465/101
print(table.concat(visits, " "), rawget(a, "e")) -- expect: e	nil
local object = setmetatable({}, {__index = setmetatable({}, {__index = string})})
print(object.format("%d", 7), object.nothing) -- expect: 7	nil
local deep = bottom
for i = 1, 90 do deep = setmetatable({["k" .. i] = i}, {__index = deep}) end
print(deep.k1, deep.k45, deep.k90, deep.k91) -- expect: 1	45	90	k911395
local count = 0
local function counting(next)
    return setmetatable({}, {__index = function(_, k) count = count + 1 return next[k] end})
end
local tower = {leaf = "leaf"}
for i = 1, 60 do tower = counting(tower) end
print(tower.leaf, count, tower.none, count) -- expect: leaf	60	nil	120
