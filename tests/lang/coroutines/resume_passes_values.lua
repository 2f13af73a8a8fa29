-- The first resume gives the arguments, each later one the results of yield.
local co = coroutine.create(function(...)
    print("start", select("#", ...), ...)
    print("first", coroutine.yield(select("#", ...)))
    print("second", coroutine.yield())
    return "end", nil
end)
print(coroutine.resume(co, 1, nil, nil))
-- expect: start	3	1	nil	nil
-- expect: true	3
print(coroutine.resume(co, "a", "b"))
-- expect: first	a	b
-- expect: true
print(select("#", coroutine.resume(co)))
-- expect: second
-- expect: 3
print(coroutine.resume(co, "too late")) -- expect: false	cannot resume dead coroutine
local echo = coroutine.create(function(...)
    local n = select("#", ...)
    while true do n = select("#", coroutine.yield(n)) end
end)
for i = 0, 4 do print(coroutine.resume(echo, table.unpack({}, 1, i))) end
-- expect: true	0
-- expect: true	1
-- expect: true	2
-- expect: true	3
-- expect: true	4
