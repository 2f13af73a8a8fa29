-- coroutine.close closes what is pending; errors of that come out of it.
local log = {}
local function closer(name, fails)
    return setmetatable({}, {__close = function()
        log[#log + 1] = name
        if fails then error(name .. " failed", 0) end
    end})
end
local co = coroutine.create(function()
    local a <close> = closer("a")
    local b <close> = closer("b")
    coroutine.yield("waiting")
end)
print(coroutine.resume(co)) -- expect: true	waiting
print(coroutine.close(co), coroutine.status(co), table.concat(log, " "))
-- expect: true	dead	b a
co = coroutine.create(function() local c <close> = closer("c", true) coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co)) -- expect: false	c failed
print(coroutine.close(coroutine.create(print))) -- expect: true
co = coroutine.create(function() error("dead", 0) end)
coroutine.resume(co)
print(coroutine.close(co)) -- expect: false	dead
print(pcall(coroutine.close, coroutine.running()) == false) -- expect: true
