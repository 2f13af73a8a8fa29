-- close gives false and the error of a failed coroutine; a second close gives true.
local function failed(...)
    local co = coroutine.create(error)
    coroutine.resume(co, ...)
    return co
end
local co = failed("E", 0)
print(coroutine.close(co)) -- expect: false	E
print(coroutine.close(co)) -- expect: true
print(coroutine.close(failed(42))) -- expect: false	42
local t = {}
print(select(2, coroutine.close(failed(t))) == t) -- expect: true
print(select("#", coroutine.close(failed("x", 0)))) -- expect: 2
print(select("#", coroutine.close(coroutine.create(print)))) -- expect: 1
local function closing(f) return setmetatable({}, {__close = f}) end
co = coroutine.create(function()
    local a <close> = closing(function(_, e) print("a gets", e) end)
    local b <close> = closing(function() error("from b", 0) end)
    local c <close> = closing(function(_, e) print("c gets", e) end)
    coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co))
-- expect: c gets	nil
-- expect: a gets	from b
-- expect: false	from b
print(coroutine.close(co), coroutine.status(co)) -- expect: true	dead
