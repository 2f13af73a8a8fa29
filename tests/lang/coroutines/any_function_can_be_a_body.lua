-- Any function can be the body: methods, library functions, vararg functions.
local o = {n = 1}
function o:step(...) self.n = self.n + select("#", ...) return coroutine.yield(self.n) end
print(coroutine.wrap(o.step)(o, 1, 2, 3), o.n) -- expect: 4	4
print(coroutine.wrap(print)("a", "b"))
-- expect: a	b
-- expect:
print(coroutine.wrap(math.max)(3, 9, 2), coroutine.wrap(select)("#", nil, nil)) -- expect: 9	2
print(coroutine.resume(coroutine.create(string.rep), "x", 3, "-")) -- expect: true	x-x-x
print(coroutine.resume(coroutine.create(pcall), error, "E")) -- expect: true	false	E
print(coroutine.resume(coroutine.create(coroutine.yield), 1, 2)) -- expect: true	1	2
local co = coroutine.create(coroutine.yield)
coroutine.resume(co, 1)
print(coroutine.resume(co, "a", "b")) -- expect: true	a	b
local me = coroutine.create(coroutine.running)
print(select(2, coroutine.resume(me)) == me) -- expect: true
local w = coroutine.wrap(coroutine.wrap)
print(type(w(print))) -- expect: function
print(coroutine.wrap(function(...) local a, b = ... return b, a, ... end)(1, 2, nil))
-- expect: 2	1	1	2	nil
