-- The function of wrap resumes its coroutine and gives the values without the true.
local f = coroutine.wrap(function(a, b)
    local c = coroutine.yield(a + b)
    local d, e = coroutine.yield(c * 2, "two")
    return d, e, nil
end)
print(type(f), f(1, 2)) -- expect: function	3
print(f(10)) -- expect: 20	two
print(select("#", f("d", "e"))) -- expect: 3
print(pcall(f)) -- expect: false	cannot resume dead coroutine
print(coroutine.wrap(string.upper)("text"), coroutine.wrap(select)("#", nil, nil)) -- expect: TEXT	2
print(coroutine.wrap(coroutine.wrap)(function() return "inner" end)()) -- expect: inner
print(pcall(coroutine.wrap))
-- expect: false	bad argument #1 to 'coroutine.wrap' (function expected, got no value)
print(pcall(coroutine.wrap, 5))
-- expect: false	bad argument #1 to 'coroutine.wrap' (function expected, got number)
print((select(2, pcall(function() coroutine.wrap("x") end)):match("%d+: .*")))
-- expect: 17: bad argument #1 to 'wrap' (function expected, got string)
local a, b = coroutine.wrap(print), coroutine.wrap(print)
print(a == b, a == a, (tostring(a):gsub(":.*", ""))) -- expect: false	true	function
local object = {method = coroutine.wrap(function(self, x) return self ~= nil, x end)}
print(object:method("argument")) -- expect: true	argument
