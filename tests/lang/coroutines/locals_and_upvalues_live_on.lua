-- Locals of a suspended coroutine keep their values; closures share them with it.
local get, set
local co = coroutine.create(function(a)
    local b = a * 2
    get = function() return a, b end
    set = function(v) b = v end
    for i = 1, 3 do
        local c = b + i
        coroutine.yield(c)
    end
    return a + b
end)
print(coroutine.resume(co, 10)) -- expect: true	21
print(get()) -- expect: 10	20
set(100)
print(coroutine.resume(co)) -- expect: true	102
set("dead end")
print(get()) -- expect: 10	dead end
print(pcall(set, 7), coroutine.resume(co)) -- expect: true	true	10
print(coroutine.resume(co)) -- expect: true	17
print(coroutine.status(co), get()) -- expect: dead	10	7
set("after the end")
print(get()) -- expect: 10	after the end
