-- Objects with finalizers may die in any order: from the middle first, then from the end.
-- skip gc: each object is finalized by itself there, in the order of the loop
local log = {}
local function new(i)
    return setmetatable({}, {__gc = function() log[#log + 1] = i end})
end
local kept = {}
for i = 1, 100 do kept[i] = new(i) end
local function drop(first, last)
    for i = first, last do kept[i] = nil end
    collectgarbage()
    for i = 1, 20 do end
    print(#log, log[1], log[#log])
    log = {}
end
drop(62, 95) -- expect: 34	95	62
drop(96, 100) -- expect: 5	100	96
drop(30, 40) -- expect: 11	40	30
drop(61, 61) -- expect: 1	61	61
drop(42, 58) -- expect: 17	58	42
kept[2] = new(101)
drop(59, 60) -- expect: 3	60	2
drop(3, 29) -- expect: 27	29	3
drop(41, 41) -- expect: 1	41	41
drop(1, 2) -- expect: 2	101	1
