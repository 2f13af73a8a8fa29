-- Only a suspended coroutine can be resumed; resume tells why not, wrap raises it.
local co
co = coroutine.create(function()
    print(coroutine.resume(co))
    print(coroutine.resume(coroutine.running()))
    local inner = coroutine.create(function() return coroutine.resume(co) end)
    print(coroutine.resume(inner))
end)
coroutine.resume(co)
-- expect: false	cannot resume non-suspended coroutine
-- expect: false	cannot resume non-suspended coroutine
-- expect: true	false	cannot resume non-suspended coroutine
print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
print(coroutine.resume(coroutine.running())) -- expect: false	cannot resume non-suspended coroutine
print(pcall(coroutine.resume, nil))
-- expect: false	bad argument #1 to 'coroutine.resume' (thread expected, got nil)
print(pcall(coroutine.create, nil))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got nil)
print(pcall(coroutine.create, {}))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got table)
print(pcall(coroutine.wrap, "x"))
-- expect: false	bad argument #1 to 'coroutine.wrap' (function expected, got string)
local wrapped = coroutine.wrap(function() end)
wrapped()
print(pcall(wrapped)) -- expect: false	cannot resume dead coroutine
local again
again = coroutine.wrap(function() return pcall(again) end)
print(again()) -- expect: false	cannot resume non-suspended coroutine
print(pcall(coroutine.status, {}))
-- expect: false	bad argument #1 to 'coroutine.status' (thread expected, got table)
