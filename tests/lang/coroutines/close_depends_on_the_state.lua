-- close ends a suspended or dead coroutine; a running or normal one cannot be closed.
print(coroutine.close(coroutine.create(print))) -- expect: true
local co = coroutine.create(function() coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co), coroutine.status(co), coroutine.resume(co))
-- expect: true	dead	false	cannot resume dead coroutine
print(coroutine.close(co)) -- expect: true
local dead = coroutine.create(function() return 1 end)
coroutine.resume(dead)
print(coroutine.close(dead)) -- expect: true
local failed = coroutine.create(function() error({code = 5}) end)
coroutine.resume(failed)
local ok, e = coroutine.close(failed)
print(ok, e.code, coroutine.close(failed)) -- expect: false	5	true
print(pcall(coroutine.close, coroutine.running())) -- expect: false	cannot close a running coroutine
local outer = coroutine.create(function(self)
    print(pcall(coroutine.close, self))
    print(coroutine.wrap(function() return pcall(coroutine.close, self) end)())
end)
coroutine.resume(outer, outer)
-- expect: false	cannot close a running coroutine
-- expect: false	cannot close a normal coroutine
print(coroutine.status(outer), pcall(coroutine.close))
-- expect: dead	false	bad argument #1 to 'coroutine.close' (thread expected, got no value)
