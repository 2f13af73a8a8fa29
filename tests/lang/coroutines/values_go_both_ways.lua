-- resume and yield hand values to each other.
local co = coroutine.create(function(a, b)
    local c = coroutine.yield(a + b)
    local d, e = coroutine.yield(c * 2)
    return d + e, "end"
end)
print(coroutine.resume(co, 1, 2)) -- expect: true	3
print(coroutine.status(co), coroutine.resume(co, 10)) -- expect: suspended	true	20
print(coroutine.resume(co, 3, 4)) -- expect: true	7	end
print(coroutine.status(co), coroutine.resume(co))
-- expect: dead	false	cannot resume dead coroutine
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, i * i) end end)
print(gen(), gen()) -- expect: 1	2	4
print(gen()) -- expect: 3	9
print(select("#", gen()), pcall(gen)) -- expect: 0	false	cannot resume dead coroutine
print(coroutine.isyieldable(), select(2, coroutine.running())) -- expect: false	true
