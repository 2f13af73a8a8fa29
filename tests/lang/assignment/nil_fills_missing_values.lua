-- With fewer values than variables the others become nil, also those that had values.
local a, b, c = 1, 2, 3
a, b, c = "only"
print(a, b, c) -- expect: only	nil	nil
local t = {x = 1, y = 2}
t.x, t.y = nil
print(t.x, t.y, next(t)) -- expect: nil	nil	nil
local function none() end
a, b = none()
print(a, b) -- expect: nil	nil
a, b, c = none(), none(), none()
print(a, b, c) -- expect: nil	nil	nil
a, b, c = 1, none()
print(a, b, c) -- expect: 1	nil	nil
a, b, c = ...
print(a, b, c) -- expect: nil	nil	nil
local x, y <const>, z = 1
print(x, y, z) -- expect: 1	nil	nil
