-- Concatenation goes from the right; the event is asked for what is no string.
local mt = {__concat = function(a, b)
    a = type(a) == "table" and a.s or a
    b = type(b) == "table" and b.s or b
    return "(" .. a .. b .. ")"
end}
local x = setmetatable({s = "X"}, mt)
print(x .. "a", "a" .. x, x .. x) -- expect: (Xa)	(aX)	(XX)
print("a" .. "b" .. x, x .. "a" .. "b") -- expect: a(bX)	(Xab)
local between = "a" .. x .. "b"
print(between) -- expect: a(Xb)
print(1 .. 2, 1.5 .. "", -1 .. "x") -- expect: 12	1.5	-1x
print(pcall(function() return "a" .. {} end))
-- expect: false	concat_event.lua:13: attempt to concatenate a table value
print(pcall(function() return nil .. "a" end))
-- expect: false	concat_event.lua:15: attempt to concatenate a nil value
print(pcall(function() return "a" .. "b" .. true .. "c" end))
-- expect: false	concat_event.lua:17: attempt to concatenate a boolean value
print(("x"):rep(3) .. 1 .. "") -- expect: xxx1
