-- The left side may be a call result or a parenthesised expression that is indexed.
local t = {n = 0}
local function get() t.n = t.n + 1 return t end
get().a = "a"
get()["b"] = "b";
(get()).c = "c"
(get)().d, get()[1] = "d", "one"
print(t.a, t.b, t.c, t.d, t[1], t.n) -- expect: a	b	c	d	one	5
local list = {{}, {}}
list[1].x, list[2].x = 1, 2
list[#list].y = "last"
list[#list + 1] = {x = 3}
print(list[1].x, list[2].x, list[2].y, list[3].x); -- expect: 1	2	last	3
({t})[1].e = "in a constructor"
print(t.e) -- expect: in a constructor
t.f = function(self) return self end
t:f():f().g = "by methods"
print(t.g) -- expect: by methods
