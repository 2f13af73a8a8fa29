-- A finalizer may make objects with finalizers, bring its own back, and mark it anew.
local log, saved = {}, {}
local mt = {}
local function make(generation, name)
    return setmetatable({generation = generation, name = name}, mt)
end
mt.__gc = function(o)
    local sum = 0
    for i = 1, 30 do sum = sum + i * o.generation end
    log[#log + 1] = o.name .. sum
    if o.generation < 4 then make(o.generation + 1, o.name .. "'") end
    if o.generation == 2 then
        saved[#saved + 1] = o
        o.generation = 10
        setmetatable(o, mt)
    end
end
make(1, "x")
for i = 1, 8 do collectgarbage() end
print(#log, table.concat(log, " ")) -- expect: 4	x465 x'930 x''1395 x'''1860
print(#saved, saved[1].generation, saved[1].name) -- expect: 1	10	x'
saved = {}
collectgarbage()
print(#log, log[#log]) -- expect: 5	x'4650
local co = coroutine.wrap(function()
    local o = make(3, "y")
    for i = 1, 3 do coroutine.yield(o.name .. i) end
end)
print(co(), co()) -- expect: y1	y2
collectgarbage()
print(#log, co(), co()) -- expect: 5	y3
for i = 1, 3 do collectgarbage() end
print(#log, log[#log - 1], log[#log]) -- expect: 7	y1395	y'1860
