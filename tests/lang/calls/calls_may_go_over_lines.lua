-- A call may go over lines; a line that starts with ( continues the one before.
local function f(...) return select("#", ...) end
local a = f
(1, 2)
print(a) -- expect: 2
local b = f
"string"
local c = f
{}
print(b, c) -- expect: 1	1
local o = {m = f}
local d = o
    :m
    (1)
print(d) -- expect: 2
local e = f(
    1
    ,
    2
)
print(e) -- expect: 2
local g = f;
(function() print("after a semicolon") end)() -- expect: after a semicolon
print(f (1), f
    (1), type(g)) -- expect: 1	1	function
