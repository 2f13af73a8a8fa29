-- A coroutine resumes others, many levels deep; a yield goes to the one that resumed.
local function nest(n)
    if n == 0 then return "bottom", coroutine.yield("from the bottom") end
    local co = coroutine.create(nest)
    local ok, value = coroutine.resume(co, n - 1)
    local sent = coroutine.yield(value)
    return select(2, coroutine.resume(co, sent))
end
local co = coroutine.create(nest)
print(coroutine.resume(co, 50)) -- expect: true	from the bottom
print(coroutine.resume(co, "sent down")) -- expect: true	bottom	sent down
print(coroutine.status(co)) -- expect: dead
local log = {}
local function worker(name, count)
    return coroutine.create(function()
        for i = 1, count do
            log[#log + 1] = name .. i
            coroutine.yield()
        end
    end)
end
local ready = {worker("a", 3), worker("b", 1), worker("c", 2)}
while #ready > 0 do
    local co = table.remove(ready, 1)
    coroutine.resume(co)
    if coroutine.status(co) ~= "dead" then ready[#ready + 1] = co end
end
print(table.concat(log, " ")) -- expect: a1 b1 c1 a2 c2 a3
