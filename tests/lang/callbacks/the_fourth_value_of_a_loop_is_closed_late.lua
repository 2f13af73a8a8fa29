-- The closing value of a generic for runs long at each way out of the loop.
local log, rounds = {}, 0
local function range(name, n)
    local closing = setmetatable({}, {__close = function(_, e)
        for i = 1, 30 do rounds = rounds + #{i} end
        local ok, caught = pcall(error, name, 0)
        log[#log + 1] = caught .. (e and "!" .. e or "")
    end})
    return function(limit, i)
        for k = 1, 5 do rounds = rounds + k end
        if i < limit then return i + 1 end
    end, n, 0, closing
end
local sum = 0
for i in range("end", 3) do sum = sum + i end
for i in range("break", 9) do sum = sum + i if i == 4 then break end end
local function find(x)
    for i in range("return" .. x, 9) do
        for j in range("inner" .. i, 2) do sum = sum + j end
        if i == x then return i, rounds end
    end
end
print(find(2)) -- expect: 2	360
print(pcall(function() for i in range("error", 3) do error("E" .. i, 0) end end))
-- expect: false	E1
for i in range("goto", 3) do
    if i == 2 then goto out end
end
::out::
print(table.concat(log, " "), sum, rounds)
-- expect: end break inner1 inner2 return2 error!E1 goto	22	495
local co = coroutine.wrap(function()
    for i in range("yield", 3) do coroutine.yield(i) end
    return "done"
end)
print(co(), co(), co(), co(), log[#log]) -- expect: 1	2	3	done	yield
local co = coroutine.create(function()
    for i in range("outer", 3) do for j in range("inner", 3) do coroutine.yield(i) end end
end)
print(coroutine.resume(co)) -- expect: true	1
print(coroutine.close(co), log[#log - 1], log[#log], rounds) -- expect: true	inner	outer	675
