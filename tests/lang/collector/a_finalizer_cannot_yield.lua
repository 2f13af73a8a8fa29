-- A finalizer cannot yield, but coroutines that it resumes can; collectgarbage is refused.
local co = coroutine.wrap(function()
    setmetatable({}, {__gc = function()
        print(coroutine.isyieldable(), pcall(coroutine.yield, 1))
        -- expect: false	false	attempt to yield across a C-call boundary
        local inner = coroutine.wrap(function() coroutine.yield("a") return "b" end)
        print(inner(), inner()) -- expect: a	b
        print(collectgarbage("count"), collectgarbage()) -- expect: nil	nil
    end})
    collectgarbage()
    coroutine.yield("yielded")
end)
print(co()) -- expect: yielded
