-- f{...} and f"..." call f with one constructor or string.
local function first(t, ...) return type(t) == "table" and t[1] or t, select("#", ...) end
print(first{10, 20}, first"text", first[[long]]) -- expect: 10	text	long	0
print(first{first{first{"deep"}}}) -- expect: deep	0
local o = {m = function(self, t) return self.n, t[1] or t end, n = "name", f = first}
print(o:m{1}, o:m"s") -- expect: name	name	s
print(o.f{5}, o["f"]{6}, (first){7}) -- expect: 5	6	7	0
local function curry(a) return function(b) return function(c) return a[1] .. b .. c.x end end end
print(curry{1}"two"{x = 3}) -- expect: 1two3
print(#first{("x"):rep(3)}, first{n = 1} == nil, type(first{{}})) -- expect: 3	false	table
print(pcall(load("return f\n{1}", "=c", "t", {f = first}))) -- expect: true	1	0
