-- A loaded dump is a function like any other: it yields, closes variables and fails.
local body = load(string.dump(function(yield, closing)
    local c <close> = closing
    local got = yield("first")
    for i = 1, 2 do got = got .. yield(i) end
    return got
end))
local log = {}
local closing = setmetatable({}, {__close = function(_, e) log[#log + 1] = tostring(e) end})
local co = coroutine.create(body)
print(coroutine.resume(co, coroutine.yield, closing)) -- expect: true	first
print(coroutine.resume(co, "a")) -- expect: true	1
print(coroutine.resume(co, "b")) -- expect: true	2
print(coroutine.resume(co, "c")) -- expect: true	abc
print(table.concat(log, " "), coroutine.status(co)) -- expect: nil	dead
local step = coroutine.wrap(body)
step(coroutine.yield, closing)
print(pcall(step, {}), #log) -- expect: true	1
print(string.dump(body) == string.dump(body)) -- expect: true
