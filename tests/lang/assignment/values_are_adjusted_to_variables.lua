-- Extra values are dropped, missing ones are nil; a last call gives all its values.
local function three() return 1, 2, 3 end
local a, b, c, d
a, b, c, d = three()
print(a, b, c, d) -- expect: 1	2	3	nil
a, b, c, d = three(), 10
print(a, b, c, d) -- expect: 1	10	nil	nil
a, b, c, d = 10, three()
print(a, b, c, d) -- expect: 10	1	2	3
a, b = 10, 20, three()
print(a, b) -- expect: 10	20
a, b, c = (three())
print(a, b, c) -- expect: 1	nil	nil
a, b = "x", (function() end)()
print(a, b) -- expect: x	nil
a = (function() end)()
print(a) -- expect: nil
local t = {}
t.a, t.b, t[1] = three()
print(t.a, t.b, t[1]) -- expect: 1	2	3
x, y = three(), nil
print(x, y) -- expect: 1	nil
