-- Pending close variables of a suspended coroutine wait until it ends or is closed.
local log = {}
local function C(name) return setmetatable({}, {__close = function(_, e)
    log[#log + 1] = name .. ":" .. tostring(e)
end}) end
local function flush() local s = "[" .. table.concat(log, " ") .. "]" log = {} return s end
local function body()
    local a <close> = C("a")
    for i, v in ipairs({1, 2}) do
        local b <close> = C("b" .. i)
        coroutine.yield(i)
    end
    local c <close> = C("c")
    coroutine.yield("last")
    error("E", 0)
end
local co = coroutine.create(body)
print(coroutine.resume(co), flush()) -- expect: true	[]
print(select(2, coroutine.resume(co)), flush()) -- expect: 2	[b1:nil]
print(select(2, coroutine.resume(co)), flush()) -- expect: last	[b2:nil]
print(select(2, coroutine.resume(co)), flush()) -- expect: E	[]
co = coroutine.create(body)
coroutine.resume(co)
print(coroutine.close(co), flush()) -- expect: true	[b1:nil a:nil]
local w = coroutine.wrap(body)
print(w(), w(), w(), pcall(w)) -- expect: 1	2	last	false	E
print(flush()) -- expect: [b1:nil b2:nil c:E a:E]
