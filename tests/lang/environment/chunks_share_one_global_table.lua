-- Chunks that are loaded separately see the same globals, but not each other's locals.
local hidden = "local"
visible = "global"
print(load("return hidden, visible")()) -- expect: nil	global
load("visible = visible .. '!'; made = function() return visible end")()
print(visible, made()) -- expect: global!	global!
local chunk = load("local n = 0; return function() n = n + 1; return n end")
local c1, c2 = chunk(), chunk()
print(c1(), c1(), c2()) -- expect: 1	2	1
local function counter(env) return load("n = (n or 0) + 1 return n", "=c", "t", env) end
local e1, e2 = {}, {}
local f1, f2, f3 = counter(e1), counter(e1), counter(e2)
print(f1(), f2(), f3(), e1.n, e2.n, n) -- expect: 1	2	1	2	1	nil
