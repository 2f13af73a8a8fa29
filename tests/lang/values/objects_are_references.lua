-- Assignment and passing copy references to tables and functions, never the objects.
local a = {n = 1}
local b = a
b.n = 2
print(a.n, a == b, {} == {}, {n = 2} == a) -- expect: 2	true	false	false
local function change(t) t.n = t.n + 1; t = {n = 100}; return t end
local c = change(a)
print(a.n, c.n, c == a) -- expect: 3	100	false
local list = {a, a, b}
list[1].n = "shared"
print(list[3].n, list[1] == list[2]) -- expect: shared	true
local f = function() end
local g = f
print(f == g, f == function() end, print == _G.print) -- expect: true	false	true
a.self = a
print(a.self.self.self.n, a.self == a) -- expect: shared	true
local keyed = {[a] = "by reference"}
print(keyed[b], keyed[{n = "shared"}]) -- expect: by reference	nil
