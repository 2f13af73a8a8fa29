-- A coroutine is suspended, running, normal or dead; the main one is running.
local main = coroutine.running()
print(coroutine.status(main), coroutine.isyieldable()) -- expect: running	false
local outer, inner
inner = coroutine.create(function()
    print(coroutine.status(inner), coroutine.status(outer), coroutine.status(main))
    coroutine.yield()
    error("E")
end)
outer = coroutine.create(function()
    print(coroutine.status(outer), coroutine.status(inner), coroutine.status(main))
    coroutine.resume(inner)
    print(coroutine.status(inner))
    coroutine.yield()
    coroutine.resume(inner)
    print(coroutine.status(inner))
end)
print(coroutine.status(outer)) -- expect: suspended
coroutine.resume(outer)
-- expect: running	suspended	normal
-- expect: running	normal	normal
-- expect: suspended
print(coroutine.status(outer), coroutine.status(inner)) -- expect: suspended	suspended
coroutine.resume(outer) -- expect: dead
print(coroutine.status(outer), coroutine.status(inner), coroutine.status(main))
-- expect: dead	dead	running
