-- coroutine.create needs a function; it runs nothing until the first resume.
local runs = 0
local co = coroutine.create(function() runs = runs + 1 return "done" end)
print(type(co), runs, coroutine.status(co)) -- expect: thread	0	suspended
print(coroutine.resume(co)) -- expect: true	done
print(runs, coroutine.status(co)) -- expect: 1	dead
print(coroutine.resume(coroutine.create(math.max), 3, 8, 5)) -- expect: true	8
print(coroutine.resume(coroutine.create(string.rep), "ab", 2)) -- expect: true	abab
print(coroutine.resume(coroutine.create(print), "printed"))
-- expect: printed
-- expect: true
print(pcall(coroutine.create))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got no value)
print(pcall(coroutine.create, nil))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got nil)
print(pcall(coroutine.create, "text"))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got string)
print(pcall(coroutine.create, setmetatable({}, {__call = print})))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got table)
print((select(2, pcall(function() coroutine.create({}) end)):match("%d+: .*")))
-- expect: 20: bad argument #1 to 'create' (function expected, got table)
local f = function() end
print(coroutine.create(f) == coroutine.create(f)) -- expect: false
