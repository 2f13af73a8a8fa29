-- The main chunk is a vararg function; so is what load returns.
print(select("#", ...)) -- expect: 0
print(load("return select('#', ...), ...")("a", nil, "c")) -- expect: 3	a	nil	c
local f = load("local a, b = ... return b, a")
print(f(1, 2)) -- expect: 2	1
print((function(...) local n = 0 for _, v in ipairs({...}) do n = n + v end return n end)(1, 2, 3))
-- expect: 6
local function recurse(n, ...) if n == 0 then return ... end return recurse(n - 1, n, ...) end
print(recurse(6)) -- expect: 1	2	3	4	5	6
local function shift(x, ...) return ..., x end
print(shift(1, 2, 3)) -- expect: 2	1
local function co(...) return coroutine.wrap(function(...) coroutine.yield(...) return "end", ... end)(...) end
print(co(4, 5, nil)) -- expect: 4	5	nil
