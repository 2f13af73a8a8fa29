-- Only the main coroutine cannot yield.
local main = coroutine.running()
print(coroutine.isyieldable(), coroutine.isyieldable(main)) -- expect: false	false
local co = coroutine.create(function(...)
    coroutine.yield(coroutine.isyieldable(), coroutine.isyieldable(main),
                    coroutine.isyieldable(...))
    return pcall(coroutine.isyieldable)
end)
print(coroutine.isyieldable(co)) -- expect: true
print(coroutine.resume(co, co)) -- expect: true	true	false	true
print(coroutine.isyieldable(co)) -- expect: true
print(coroutine.resume(co)) -- expect: true	true	true
print(coroutine.wrap(coroutine.isyieldable)()) -- expect: true
print(coroutine.wrap(function() return setmetatable({}, {__index = function()
    return coroutine.isyieldable()
end}).field end)()) -- expect: true
print(coroutine.wrap(function()
    for v in function(_, c) if not c then return coroutine.isyieldable() end end do return v end
end)()) -- expect: true
