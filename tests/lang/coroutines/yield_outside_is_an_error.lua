-- The main coroutine cannot yield; the message has no place.
print(pcall(coroutine.yield)) -- expect: false	attempt to yield from outside a coroutine
print(pcall(coroutine.yield, 1, 2)) -- expect: false	attempt to yield from outside a coroutine
print(pcall(function() coroutine.yield("x") end))
-- expect: false	attempt to yield from outside a coroutine
print(pcall(function() return coroutine.yield() end))
-- expect: false	attempt to yield from outside a coroutine
print(pcall(function() for v in coroutine.yield do end end))
-- expect: false	attempt to yield from outside a coroutine
print(pcall(setmetatable({}, {__call = coroutine.yield})))
-- expect: false	attempt to yield from outside a coroutine
