-- When the coroutine of a wrap function fails, its variables are closed first.
local function closing(f) return setmetatable({}, {__close = f}) end
local f = coroutine.wrap(function()
    local a <close> = closing(function(_, e) print("close a", e) end)
    local b <close> = closing(function(_, e) print("close b", e) end)
    coroutine.yield("waiting")
    error("failed", 0)
end)
print(f()) -- expect: waiting
print(pcall(f))
-- expect: close b	failed
-- expect: close a	failed
-- expect: false	failed
print(pcall(f)) -- expect: false	cannot resume dead coroutine
f = coroutine.wrap(function()
    local a <close> = closing(function(_, e) error(e .. ", then closing", 0) end)
    error("failed", 0)
end)
print(pcall(f)) -- expect: false	failed, then closing
local co = coroutine.create(function()
    local a <close> = closing(function(_, e) print("only at close", e) end)
    error("resumed", 0)
end)
print(coroutine.resume(co)) -- expect: false	resumed
print(coroutine.status(co)) -- expect: dead
print(coroutine.close(co))
-- expect: only at close	resumed
-- expect: false	resumed
