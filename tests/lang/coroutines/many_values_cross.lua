-- Hundreds of values go through resume, yield and wrap.
-- torture: 7
local function list(n)
    local t = {}
    for i = 1, n do t[i] = i end
    return table.unpack(t)
end
local co = coroutine.create(function(...)
    local n = select("#", ...)
    while true do n = select("#", coroutine.yield(n, ...)) end
end)
print(select("#", coroutine.resume(co, list(200)))) -- expect: 202
print((select(2, coroutine.resume(co, list(150))))) -- expect: 150
print((select(202, coroutine.resume(co, list(240))))) -- expect: 200
local f = coroutine.wrap(function(...) return ... end)
print(select("#", f(list(220)))) -- expect: 220
f = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(list(i * 50)) end end)
print(select("#", f()), select("#", f()), select("#", f())) -- expect: 50	100	150
print(select("#", f())) -- expect: 0
