-- ... gives all extra arguments where a list may end, else the first one.
local function f(...) return ... end
local function g(...) return (...) end
local function h(...) local a, b = ... return a, b end
local function i(...) return ..., "last" end
local function j(...) return "first", ... end
print(f(1, 2), g(1, 2), h(1), i(1, 2), j(1, 2)) -- expect: 1	1	1	1	first	1	2
local function k(...) return #{...}, select("#", ..., "x"), select("#", ...), (...) == nil end
print(k()) -- expect: 0	2	0	true
print(k(1, 2, 3)) -- expect: 3	2	3	false
local function l(...) local t = {n = select("#", ...), ...} return t.n, t[1], t[t.n] end
print(l("a", nil, "c")) -- expect: 3	a	c
local function m(...) return ... and "some" or "none", -(... or 0), ... == 1, (... or "") .. "!" end
print(m(1, 2)) -- expect: some	-1	true	1!
print(m()) -- expect: none	0	false	!
local function n(a, ...) for i = 1, select("#", ...) do a = a + select(i, ...) end return a end
print(n(1), n(1, 2, 3)) -- expect: 1	6
local function o(...) if ... then return "true" end return "false" end
print(o(nil, 1), o(1), o(), o(false)) -- expect: false	true	false	false
