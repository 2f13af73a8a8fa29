-- A coroutine in a coroutine in a pcall in a metamethod, in a coroutine: each may wait.
local function innermost(n)
    for i = 1, 3 do n = n + coroutine.yield(n) end
    if n > 100 then error({n = n}) end
    return n
end
local function middle(start)
    local inner = coroutine.wrap(innermost)
    local got = inner(start)
    for i = 1, 3 do got = inner(coroutine.yield(got)) end
    return "result " .. got
end
local object = setmetatable({}, {__index = function(_, start)
    local ok, result = pcall(function()
        local co = coroutine.create(middle)
        local _, value = coroutine.resume(co, start)
        while coroutine.status(co) ~= "dead" do
            local more = coroutine.yield(value)
            local fine
            fine, value = coroutine.resume(co, more)
            if not fine then error(value, 0) end
        end
        return value
    end)
    return ok and result or type(result) == "table" and "error " .. result.n or result:match("%d+: [^:]*$")
end})
local function drive(start, step)
    local outer = coroutine.create(function() return object[start] end)
    local seen = {}
    local ok, value = coroutine.resume(outer)
    while coroutine.status(outer) ~= "dead" do
        seen[#seen + 1] = value
        ok, value = coroutine.resume(outer, step)
    end
    return table.concat(seen, ","), ok, value
end
print(drive(1, 2)) -- expect: 1,3,5	true	result 7
print(drive(90, 5)) -- expect: 90,95,100	true	error 105
print(select(2, drive(1, {}))) -- expect: true	3: attempt to perform arithmetic on a table value
