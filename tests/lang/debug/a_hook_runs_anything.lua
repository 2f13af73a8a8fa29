-- A hook calls functions, catches errors and resumes coroutines; it is not hooked itself.
local events, inner = 0, 0
local co = coroutine.wrap(function()
    while true do inner = inner + 1 coroutine.yield() end
end)
debug.sethook(function(event, line)
    events = events + 1
    pcall(error, "caught")
    co()
    table.sort({3, 1, 2}, function(a, b) return a < b end)
    local s = ("abc"):gsub(".", function(c) return c:upper() end)
    assert(s == "ABC")
end, "l")
local function f(...)
    local t = {...}
    return select("#", ...), table.unpack(t)
end
local a, b, c = f(1, f(2, 3))
local s = "x" .. a .. b .. c
debug.sethook()
print(a, b, c, s, events == inner, events > 5) -- expect: 4	1	2	x412	true	true
