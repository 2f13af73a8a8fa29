-- function statements are assignments of function expressions.
local t = {a = {}}
function t.f(x) return "t.f", x end
function t.a.g(x) return "t.a.g", x end
function t.a:h(x) return self == t.a, x end
t["i"] = function(x) return "t.i", x end
local function l(x) return "local", x end
function global(x) return "global", x end
local e = function(x) return "expression", x end
print(t.f(1), t.a.g(2), t.a:h(3)) -- expect: t.f	t.a.g	true	3
print(t.i(4), l(5), global(6), e(7)) -- expect: t.i	local	global	expression	7
print((function(x) return "direct", x end)(8)) -- expect: direct	8
print(_G.global == global, t.a.h(t.a), t.a.h(nil)) -- expect: true	true	false	nil
function t.f() return "again" end
print(t.f()) -- expect: again
local l = function() return l end
print(type(l()), l == l()) -- expect: function	false
local rec = function(n) return rec end
print(rec()) -- expect: nil
