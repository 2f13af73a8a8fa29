-- The value of __call may be callable itself; every object of the chain is an argument.
local log = {}
local function last(...)
    local sum = 0
    for i = 1, select("#", ...) do
        local v = select(i, ...)
        for n = 1, 5 do sum = sum + (type(v) == "table" and v.id or v) * n end
    end
    log[#log + 1] = select("#", ...)
    return sum, ...
end
local f = last
for i = 1, 6 do f = setmetatable({id = i}, {__call = f}) end
local r = table.pack(f(100, 200))
print(r.n, r[1], r[2].id, r[7].id, r[8], r[9]) -- expect: 9	4815	1	6	100	200
print((f()), (f(1)), log[1], log[2], log[3]) -- expect: 315	330	8	6	7
print((select(2, pcall(f, 7))), (select(2, xpcall(f, print, 8)))) -- expect: 420	435
local function tail(...) return f(...) end
print((tail(1, 2)), #log) -- expect: 360	6
local steps = setmetatable({id = 1}, {__call = setmetatable({id = 2}, {__call = function(a, b, n)
    local sum = 0
    for i = 1, n do sum = sum + coroutine.yield(a.id * 10 + b.id + i) end
    return "sum " .. sum
end})})
local co = coroutine.wrap(function() return steps(3) .. "!" end)
print(co(), co(1), co(2), co(3)) -- expect: 22	23	24	sum 6!
local counted = 0
for v in setmetatable({id = 0}, {__call = setmetatable({}, {__call = function(a, b, s, c)
    counted = counted + 1
    return c < 5 and c + 1 or nil
end})}), nil, 0 do counted = counted + v * 100 end
print(counted) -- expect: 1506
