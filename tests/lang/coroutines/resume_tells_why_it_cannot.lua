-- resume gives false and a reason for whatever is not suspended.
local dead = coroutine.create(function() end)
coroutine.resume(dead)
print(coroutine.resume(dead)) -- expect: false	cannot resume dead coroutine
print(coroutine.resume(dead, 1, 2)) -- expect: false	cannot resume dead coroutine
print(coroutine.resume(coroutine.running())) -- expect: false	cannot resume non-suspended coroutine
local self
self = coroutine.create(function() return coroutine.resume(self) end)
print(coroutine.resume(self)) -- expect: true	false	cannot resume non-suspended coroutine
local outer
outer = coroutine.create(function()
    return coroutine.resume(coroutine.create(function() return coroutine.resume(outer) end))
end)
print(coroutine.resume(outer)) -- expect: true	true	false	cannot resume non-suspended coroutine
local main = coroutine.running()
print(coroutine.wrap(function() return coroutine.resume(main) end)())
-- expect: false	cannot resume non-suspended coroutine
local failed = coroutine.create(error)
print(coroutine.resume(failed, "E", 0)) -- expect: false	E
print(coroutine.resume(failed)) -- expect: false	cannot resume dead coroutine
print(pcall(coroutine.resume))
-- expect: false	bad argument #1 to 'coroutine.resume' (thread expected, got no value)
print(pcall(coroutine.resume, print))
-- expect: false	bad argument #1 to 'coroutine.resume' (thread expected, got function)
print((select(2, pcall(function() coroutine.resume({}) end)):match("%d+: .*")))
-- expect: 25: bad argument #1 to 'resume' (thread expected, got table)
