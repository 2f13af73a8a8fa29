-- Concatenation is done from the right; parts that are strings join before the event.
local mt = {}
local function text(v) return type(v) == "table" and v.s or tostring(v) end
mt.__concat = function(a, b) return "(" .. text(a) .. "," .. text(b) .. ")" end
local x, y = setmetatable({s = "x"}, mt), setmetatable({s = "y"}, mt)
print(x .. y, x .. "a", "a" .. x, x .. 1, 1 .. x, x .. 1.5, nil .. x, x .. true)
-- expect: (x,y)	(x,a)	(a,x)	(x,1)	(1,x)	(x,1.5)	(nil,x)	(x,true)
print("a" .. "b" .. x, x .. "a" .. "b", "a" .. x .. "b", 1 .. 2 .. x .. 3 .. 4)
-- expect: a(b,x)	(x,ab)	a(x,b)	12(x,34)
print(x .. y .. x, "a" .. x .. y .. "b", (x .. y) .. "c", x .. (y .. "c"))
-- expect: (x,(y,x))	a(x,(y,b))	(x,y)c	(x,(y,c))
mt.__concat = function(a, b) return setmetatable({s = text(a) .. "+" .. text(b)}, mt) end
print((x .. y .. x).s, ("a" .. x .. "b" .. "c").s, (1 .. x .. 2).s) -- expect: x+y+x	a+x+bc	1+x+2
mt.__concat = function() return 7 end
print(x .. y, "a" .. x, "a" .. (x .. y), x .. y .. "z") -- expect: 7	7	a7	7
mt.__concat = nil
print(select(2, pcall(function() return "a" .. x end)):match("attempt.*"))
-- expect: attempt to concatenate a table value (upvalue 'x')
