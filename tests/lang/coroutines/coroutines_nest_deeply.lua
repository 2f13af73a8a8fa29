-- A coroutine may resume another one, which resumes another one, over many levels.
local function nest(n)
    if n == 0 then return "bottom", coroutine.yield("yield at the bottom") end
    local co = coroutine.create(nest)
    local r = table.pack(coroutine.resume(co, n - 1))
    while coroutine.status(co) == "suspended" do
        r = table.pack(coroutine.resume(co, coroutine.yield(table.unpack(r, 2, r.n))))
    end
    return table.unpack(r, 2, r.n)
end
local co = coroutine.create(nest)
print(coroutine.resume(co, 30)) -- expect: true	yield at the bottom
print(coroutine.status(co), coroutine.resume(co, "through all"))
-- expect: suspended	true	bottom	through all
print(coroutine.status(co)) -- expect: dead
local function chain(n) if n == 0 then error("E", 0) end return coroutine.wrap(chain)(n - 1) end
local ok, e = pcall(chain, 30)
print(ok, (e:gsub("coroutines_nest_deeply.lua:%d+: ", ".")))
-- expect: false	..............................E
local list = {}
for i = 1, 300 do
    list[i] = coroutine.wrap(function()
        local n = i
        while true do n = n + coroutine.yield(n) end
    end)
end
local sum = 0
for i = 1, 300 do sum = sum + list[i]() end
for i = 1, 300 do sum = sum + list[i](i) end
print(sum) -- expect: 135450
-- torture: 41
