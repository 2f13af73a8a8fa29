-- A __close may yield many times: at the end of a block, in a return, and behind an error.
local function C(name)
    return setmetatable({}, {__close = function(_, e)
        local sum = 0
        for i = 1, 3 do sum = sum + coroutine.yield(name .. i .. (e and "!" or "")) end
        if e then error(e .. sum, 0) end
    end})
end
local function body()
    do local a <close> = C("a") end
    local r = table.pack((function(...)
        local b <close>, c <const> = C("b"), nil
        return "kept", ...
    end)(1, nil))
    for _, v in ipairs({1, 2}) do
        local d <close> = C("d")
        if v == 1 then goto continue end
        break
        ::continue::
    end
    local ok, e = pcall(function()
        local f <close> = C("f")
        local g <close> = C("g")
        error("E", 0)
    end)
    return r.n, r[1], e
end
local co = coroutine.create(body)
local log, r = {}, {coroutine.resume(co)}
while coroutine.status(co) == "suspended" do
    log[#log + 1] = r[2]
    r = {coroutine.resume(co, #log)}
end
print(#log, table.concat(log, " "))
-- expect: 18	a1 a2 a3 b1 b2 b3 d1 d2 d3 d1 d2 d3 g1! g2! g3! f1! f2! f3!
print(table.unpack(r)) -- expect: true	3	kept	E4251
