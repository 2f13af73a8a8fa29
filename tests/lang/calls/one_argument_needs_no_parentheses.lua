-- A single string or table argument needs no parentheses.
local function show(...) return select("#", ...), type((...)), (...) end
print(show"text") -- expect: 1	string	text
print(show'text') -- expect: 1	string	text
print(show[[long
text]])
-- expect: 1	string	long
-- expect: text
print((select(2, show{})), #select(3, show{1, 2})) -- expect: table	2
local o = {f = show, m = function(self, v) return type(self), type(v) end}
print(o.f"a", o["f"]"b") -- expect: 1	1	string	b
print(o:m"x") -- expect: table	string
print(o:m{1}) -- expect: table	table
local function curry(a) return function(b) return type(b) == "table" and a .. b[1] or a .. b end end
print(curry"a""b", curry"a"{"c"}, curry"a"("d"), curry("a")"e") -- expect: ab	ac	ad	ae
print(("x"):rep(show""), type(show{show"y"})) -- expect: x	number
