-- Hundreds of close variables in one block, and in as many calls, close in order.
local order, n = {}, 0
local function C(i) return setmetatable({}, {__close = function() n = n + 1 order[n] = i end}) end
local parts = {"local C = ..."}
for i = 1, 150 do parts[#parts + 1] = ("local v%d <close> = C(%d)"):format(i, i) end
load(table.concat(parts, "\n"))(C)
print(n, order[1], order[75], order[150]) -- expect: 150	150	76	1
local function deep(i)
    local c <close> = C(i)
    if i == 100 then error("E" .. n, 0) end
    deep(i + 1)
end
print(pcall(deep, 1)) -- expect: false	E150
print(n, order[151], order[250]) -- expect: 250	100	1
local co = coroutine.create(function(i)
    local function nest(i)
        local c <close> = C(i)
        if i == 50 then coroutine.yield() end
        return nest(i + 1)
    end
    nest(1)
end)
coroutine.resume(co)
print(coroutine.close(co), n, order[251], order[300]) -- expect: true	300	50	1
-- torture: 7
