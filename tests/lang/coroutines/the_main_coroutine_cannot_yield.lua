-- running tells the coroutine and whether it is the main one, which cannot yield.
local main, is_main = coroutine.running()
print(type(main), is_main, coroutine.isyieldable(), coroutine.isyieldable(main))
-- expect: thread	true	false	false
local co
co = coroutine.create(function()
    local me, is_main = coroutine.running()
    print(me == co, is_main, coroutine.isyieldable(), coroutine.isyieldable(main))
    print(pcall(coroutine.isyieldable), xpcall(coroutine.isyieldable, print))
    local function inner() return coroutine.running() ~= me, coroutine.isyieldable() end
    print(coroutine.wrap(inner)())
    return me
end)
print(coroutine.isyieldable(co), select(2, coroutine.resume(co)) == co)
-- expect: true	false	true	false
-- expect: true	true	true
-- expect: true	true
-- expect: true	true
print(pcall(coroutine.yield)) -- expect: false	attempt to yield from outside a coroutine
print(pcall(coroutine.yield, 1, 2)) -- expect: false	attempt to yield from outside a coroutine
