-- coroutine.close closes variables, the last one first, and tells their errors.
local function closing(f) return setmetatable({}, {__close = f}) end
local thread = coroutine.create(function()
    local x <close> = closing(function(_, e) print("x", e, pcall(error, "caught")) end)
    local y <close> = closing(function(_, e)
        print("y", e)
        print(pcall(function()
            local z <close> = closing(function(_, inner) print("z", inner) end)
            error("inner", 0)
        end))
        error("from y", 0)
    end)
    coroutine.yield("suspended")
end)
print(coroutine.resume(thread)) -- expect: true	suspended
print(coroutine.close(thread))
-- expect: y	nil
-- expect: z	inner
-- expect: false	inner
-- expect: x	from y	false	caught
-- expect: false	from y
print(coroutine.status(thread), coroutine.close(thread)) -- expect: dead	true
thread = coroutine.create(function()
    local x <close> = closing(function() print(pcall(coroutine.yield)) end)
    coroutine.yield()
end)
coroutine.resume(thread)
print(coroutine.close(thread))
-- expect: false	attempt to yield across a C-call boundary
-- expect: true
