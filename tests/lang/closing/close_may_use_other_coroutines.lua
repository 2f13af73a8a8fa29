-- A __close may resume, close and yield in other coroutines.
local log = {}
local function C(f) return setmetatable({}, {__close = f}) end
local inner = coroutine.create(function()
    local a <close> = C(function(_, e) log[#log + 1] = "inner " .. tostring(e) end)
    coroutine.yield("waiting")
end)
print(coroutine.resume(inner)) -- expect: true	waiting
do
    local b <close> = C(function() log[#log + 1] = tostring(coroutine.close(inner)) end)
    log[#log + 1] = "body"
end
print(table.concat(log, ", "), coroutine.status(inner)) -- expect: body, true	dead
local generator = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
do
    local a <close> = C(function() log = {generator(), generator()} end)
    print(generator()) -- expect: 1
end
print(log[1], log[2]) -- expect: 2	3
local co = coroutine.wrap(function()
    local a <close> = C(function() for i = 1, 2 do coroutine.yield("from close " .. i) end end)
    return "result"
end)
print(co(), co(), co()) -- expect: from close 1	from close 2	result
print(pcall(co)) -- expect: false	cannot resume dead coroutine
