-- Close variables work across yields, errors and the end of a coroutine.
local log = {}
local function C(name) return setmetatable({}, {__close = function(_, e)
    log[#log + 1] = name .. ":" .. tostring(e)
end}) end
local function flush() local s = table.concat(log, " ") log = {} return s end
local co = coroutine.wrap(function(v)
    local a <close> = C("a")
    do local b <close> = C("b") coroutine.yield(v) end
    coroutine.yield(flush())
    local c <close> = C("c")
    return coroutine.yield("third")
end)
print(co(1), co(), co(), co("last")) -- expect: 1	b:nil	third	last
print(flush()) -- expect: c:nil a:nil
co = coroutine.create(function()
    local a <close> = C("a")
    local b <close> = C("b")
    error("E", 0)
end)
print(coroutine.resume(co)) -- expect: false	E
print("[" .. flush() .. "]", coroutine.status(co)) -- expect: []	dead
print(coroutine.close(co)) -- expect: false	E
print(flush()) -- expect: b:E a:E
co = coroutine.wrap(function() local a <close> = C("w") error("W", 0) end)
print(pcall(co)) -- expect: false	W
print(flush()) -- expect: w:W
