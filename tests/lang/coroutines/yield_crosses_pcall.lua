-- A coroutine can yield inside pcall and xpcall, which still catch what comes after.
local co = coroutine.create(function()
    print(pcall(function()
        local v = coroutine.yield("in pcall")
        error("after " .. v, 0)
    end))
    print(xpcall(function(a)
        local v = coroutine.yield("in xpcall " .. a)
        local x = nil + v
    end, function(e) return "handled: " .. e:match("attempt.*") end, "arg"))
    print(pcall(pcall, pcall, coroutine.yield, "three levels"))
    print(select("#", pcall(coroutine.yield)), pcall(coroutine.yield, "direct"))
    return "end"
end)
print(coroutine.resume(co)) -- expect: true	in pcall
print(coroutine.resume(co, "resume"))
-- expect: false	after resume
-- expect: true	in xpcall arg
print(coroutine.resume(co, 1))
-- expect: false	handled: attempt to perform arithmetic on a nil value
-- expect: true	three levels
print(coroutine.resume(co, "x", "y"))
-- expect: true	true	true	x	y
-- expect: true
print(coroutine.resume(co, "n", "m")) -- expect: true	direct
print(coroutine.resume(co, "last"))
-- expect: 3	true	last
-- expect: true	end
print(coroutine.status(co)) -- expect: dead
