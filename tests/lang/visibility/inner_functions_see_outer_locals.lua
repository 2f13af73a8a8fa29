-- A function sees the locals of all enclosing functions; the nearest one wins.
local a = "a0"
local function outer(b)
    local c = "c1"
    local function inner(d)
        local a = "a2"
        return function() return a, b, c, d end
    end
    return inner("d2"), function() return a, b, c end
end
local f, g = outer("b1")
print(f()) -- expect: a2	b1	c1	d2
print(g()) -- expect: a0	b1	c1
a = "changed"
print(g()) -- expect: changed	b1	c1
print(f()) -- expect: a2	b1	c1	d2
local function later() return defined_later end
local defined_later = "not seen"
print(later()) -- expect: nil
defined_later_global = "seen"
print((function() return defined_later_global end)()) -- expect: seen
