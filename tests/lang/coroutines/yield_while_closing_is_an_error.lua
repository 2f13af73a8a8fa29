-- While close closes the variables of a coroutine it cannot yield; the message has no place.
local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function()
        print(coroutine.isyieldable(), coroutine.status(coroutine.running()))
        print(pcall(coroutine.yield))
        print(pcall(function() coroutine.yield("x") end))
        print(pcall(coroutine.wrap(function() coroutine.yield("inside") end)))
    end})
    coroutine.yield("waiting")
end)
print(coroutine.resume(co)) -- expect: true	waiting
print(coroutine.close(co))
-- expect: false	running
-- expect: false	attempt to yield across a C-call boundary
-- expect: false	attempt to yield across a C-call boundary
-- expect: true	inside
-- expect: true
