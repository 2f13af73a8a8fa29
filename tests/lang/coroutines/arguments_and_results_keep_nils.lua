-- Arguments go to the function, later to yield; results come from yield, then from return.
local function show(...) return select("#", ...), ... end
local co = coroutine.create(function(...)
    print("start", show(...))
    print("one", show(coroutine.yield()))
    print("two", show(coroutine.yield(nil)))
    print("three", show(coroutine.yield(1, nil, 3, nil)))
    return nil, "end", nil
end)
print(show(coroutine.resume(co)))
-- expect: start	0
-- expect: 1	true
print(show(coroutine.resume(co, nil)))
-- expect: one	1	nil
-- expect: 2	true	nil
print(show(coroutine.resume(co, 1, nil)))
-- expect: two	2	1	nil
-- expect: 5	true	1	nil	3	nil
print(show(coroutine.resume(co, nil, nil, "x", nil)))
-- expect: three	4	nil	nil	x	nil
-- expect: 4	true	nil	end	nil
print(show(coroutine.resume(co))) -- expect: 2	false	cannot resume dead coroutine
local many = coroutine.wrap(function(...) return coroutine.yield(...) end)
local t = {}
for i = 1, 200 do t[i] = i end
print(select("#", many(table.unpack(t))), select("#", many(table.unpack(t, 1, 150))))
-- expect: 200	150
