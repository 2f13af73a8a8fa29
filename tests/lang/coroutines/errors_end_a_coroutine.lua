-- An error in a coroutine reaches the resume that started it, and no one else.
local log = {}
local inner = coroutine.create(function() error({code = 1}) end)
local outer = coroutine.create(function()
    local ok, e = coroutine.resume(inner)
    log[#log + 1] = tostring(ok) .. e.code
    local ok, e = pcall(coroutine.wrap(function() error("wrapped", 0) end))
    log[#log + 1] = tostring(ok) .. e
    coroutine.yield("alive")
    error("outer", 0)
end)
print(coroutine.resume(outer)) -- expect: true	alive
print(table.concat(log, " "), coroutine.status(inner), coroutine.status(outer))
-- expect: false1 falsewrapped	dead	suspended
print(coroutine.resume(outer)) -- expect: false	outer
print(coroutine.status(outer), coroutine.resume(outer))
-- expect: dead	false	cannot resume dead coroutine
print(coroutine.resume(coroutine.create(function() local x = nil; return x.y end)))
-- expect: false	errors_end_a_coroutine.lua:18: attempt to index a nil value (local 'x')
print(coroutine.resume(coroutine.create(error), nil)) -- expect: false	nil
print(pcall(coroutine.wrap(function() return coroutine.wrap(error)("deep", 0) end)))
-- expect: false	errors_end_a_coroutine.lua:21: deep
print(coroutine.resume(coroutine.create(function() error("level 2", 2) end)))
-- expect: false	level 2
