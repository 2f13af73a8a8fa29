-- Coroutines that start one another without end get an error, and the program goes on.
-- torture: 25
local depth = 0
local function wrapped()
    depth = depth + 1
    return coroutine.wrap(function() return wrapped() end)()
end
local ok, message = pcall(wrapped)
print(ok, message:match("C stack overflow$"), depth > 150) -- expect: false	C stack overflow	true
local deepest = 0
local function resumed(level)
    deepest = level
    local ok, value = coroutine.resume(coroutine.create(resumed), level + 1)
    return ok and value or level
end
print(resumed(1) == deepest, deepest > 150) -- expect: true	true
local co = coroutine.wrap(function() coroutine.yield("fine") end)
print(co()) -- expect: fine
