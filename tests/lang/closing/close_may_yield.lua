-- A __close may yield: at the end of a block, in a return and during an error.
local T = setmetatable({}, {__close = coroutine.yield})
local function drive(f, ...)
    local thread = coroutine.create(f)
    local results = table.pack(coroutine.resume(thread, ...))
    local yields = 0
    while coroutine.status(thread) == "suspended" do
        yields = yields + 1
        collectgarbage()
        results = table.pack(coroutine.resume(thread))
    end
    for i = 1, results.n do results[i] = type(results[i]) == "table" and "T" or results[i] end
    print(yields, table.unpack(results, 1, results.n))
end
drive(function() local x <close> = T return 1, 2 end) -- expect: 1	true	1	2
drive(function(...) local x <close>, y = T local z <close> = T return ... end, 1, {}, nil, {}, {})
-- expect: 2	true	1	T	nil	T	T
drive(function() for i = 1, 3 do local x <close> = T end return "done" end) -- expect: 3	true	done
drive(function() local x <close> = T error("E", 0) end) -- expect: 0	false	E
drive(function() return pcall(function() local x <close> = T error("E", 0) end) end)
-- expect: 1	true	false	E
drive(function()
    return pcall(function()
        local x <close> = T
        local y <close> = setmetatable({}, {__close = function() error("F", 0) end})
        error("E", 0)
    end)
end) -- expect: 1	true	false	F
