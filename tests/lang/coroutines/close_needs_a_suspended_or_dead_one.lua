-- Only a coroutine that is suspended or dead can be closed.
local co = coroutine.create(function() coroutine.yield() end)
print(coroutine.close(co), coroutine.status(co)) -- expect: true	dead
print(coroutine.close(co)) -- expect: true
print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
co = coroutine.create(function() coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co), coroutine.status(co)) -- expect: true	dead
print(pcall(coroutine.close, coroutine.running())) -- expect: false	cannot close a running coroutine
co = coroutine.create(function() return pcall(coroutine.close, co) end)
print(coroutine.resume(co)) -- expect: true	false	cannot close a running coroutine
local outer
outer = coroutine.create(function()
    return coroutine.wrap(function() return pcall(coroutine.close, outer) end)()
end)
print(coroutine.resume(outer)) -- expect: true	false	cannot close a normal coroutine
local main = coroutine.running()
print(coroutine.wrap(function() return pcall(coroutine.close, main) end)())
-- expect: false	cannot close a normal coroutine
print(pcall(coroutine.close))
-- expect: false	bad argument #1 to 'coroutine.close' (thread expected, got no value)
print(pcall(coroutine.close, {}))
-- expect: false	bad argument #1 to 'coroutine.close' (thread expected, got table)
print((select(2, pcall(function() coroutine.close(1) end)):match("%d+: .*")))
-- expect: 24: bad argument #1 to 'close' (thread expected, got number)
