-- a.name is a["name"]; prefixes may be calls, parentheses and further accesses.
local t = {x = {y = {z = "deep"}}, [1] = {[2] = "numbers"}}
print(t.x.y.z, t["x"]["y"]["z"], t.x["y"].z, t[1][2]) -- expect: deep	deep	deep	numbers
local key = "x"
print(t[key].y == t.x.y, t[key .. ""].y.z, t.key) -- expect: true	deep	nil
print((t.x).y.z, ({f = function() return t end}).f().x.y.z) -- expect: deep	deep
local function get() return t end
get().x.new = 1
get()["x"]["new"] = t.x.new + 1
print(t.x.new) -- expect: 2
t.x.f = function(n) return {n = n} end
print(t.x.f(5).n, t.x.f "s".n, t.x.f{7}.n[1]) -- expect: 5	s	7
t["end"], t["a.b"] = "keyword", "with a dot"
print(t["end"], t["a.b"], t.a) -- expect: keyword	with a dot	nil
