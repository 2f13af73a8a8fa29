-- A coroutine is suspended, running, normal or dead.
local a, b
a = coroutine.create(function()
    print("in a", coroutine.status(a), coroutine.status(b))
    coroutine.resume(b)
    print("back in a", coroutine.status(a), coroutine.status(b))
    coroutine.yield()
    error("end of a")
end)
b = coroutine.create(function()
    print("in b", coroutine.status(a), coroutine.status(b))
    coroutine.yield()
end)
print(coroutine.status(a), coroutine.status(b)) -- expect: suspended	suspended
coroutine.resume(a)
-- expect: in a	running	suspended
-- expect: in b	normal	running
-- expect: back in a	running	suspended
print(coroutine.status(a), coroutine.status(b)) -- expect: suspended	suspended
print(coroutine.resume(a), coroutine.status(a)) -- expect: false	dead
print(coroutine.resume(b), coroutine.status(b)) -- expect: true	dead
local main = coroutine.running()
print(coroutine.status(main), coroutine.wrap(function() return coroutine.status(main) end)())
-- expect: running	normal
print(pcall(coroutine.status))
-- expect: false	bad argument #1 to 'coroutine.status' (thread expected, got no value)
print(pcall(coroutine.status, "text"))
-- expect: false	bad argument #1 to 'coroutine.status' (thread expected, got string)
print((select(2, pcall(function() coroutine.status(print) end)):match("%d+: .*")))
-- expect: 29: bad argument #1 to 'status' (thread expected, got function)
