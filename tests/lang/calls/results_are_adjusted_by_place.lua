-- A call gives all its values at the end of a list, one inside it, none as a statement.
local calls = 0
local function f() calls = calls + 1 return "a", "b" end
f()
local x = f()
local y, z, w = f()
local p, q = f(), f()
print(x, y, z, w, p, q, calls) -- expect: a	a	b	nil	a	a	5
print(f()) -- expect: a	b
print(f(), 1) -- expect: a	1
print((f())) -- expect: a
print(1, f(), f()) -- expect: 1	a	a	b
print(#{f()}, #{f(), f()}, #{(f())}, #{f(), nil}, ({f(), f()})[3]) -- expect: 2	3	1	1	b
