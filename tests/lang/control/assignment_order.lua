-- All expressions are evaluated before an assignment takes place.
local a, b, c = 1, 2
print(a, b, c) -- expect: 1	2	nil
a, b = b, a
print(a, b) -- expect: 2	1
local i, t = 1, {}
i, t[i] = i + 1, 20
print(i, t[1], t[2]) -- expect: 2	20	nil
local function three() return 1, 2, 3 end
local x, y, z, w = three()
print(x, y, z, w) -- expect: 1	2	3	nil
x, y, z, w = 0, three()
print(x, y, z, w) -- expect: 0	1	2	3
x, y = three(), 10
print(x, y) -- expect: 1	10
print((three()), ({three(), three()})[4], #{three(), nil}) -- expect: 1	3	1
local s = {}
s.x, s.y = 1
print(s.x, s.y) -- expect: 1	nil
do local a <const> = 5; print(a) end -- expect: 5
print(load("local a <const> = 1; a = 2"))
-- expect: nil	[string "local a <const> = 1; a = 2"]:1: attempt to assign to const variable 'a'
print(load("local a <other> = 1"))
-- expect: nil	[string "local a <other> = 1"]:1: unknown attribute 'other'
