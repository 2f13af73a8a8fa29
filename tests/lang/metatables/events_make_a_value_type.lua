-- Several events together make a value type.
local V = {}
V.__index = V
local function new(x, y) return setmetatable({x = x, y = y}, V) end
V.__add = function(a, b) return new(a.x + b.x, a.y + b.y) end
V.__sub = function(a, b) return a + -b end
V.__unm = function(a) return new(-a.x, -a.y) end
V.__mul = function(a, b)
    if type(a) == "number" then return new(a * b.x, a * b.y) end
    if type(b) == "number" then return b * a end
    return a.x * b.x + a.y * b.y
end
V.__eq = function(a, b) return a.x == b.x and a.y == b.y end
V.__lt = function(a, b) return a * a < b * b end
V.__le = function(a, b) return a * a <= b * b end
V.__len = function(a) return 2 end
V.__tostring = function(a) return "(" .. a.x .. " " .. a.y .. ")" end
V.__concat = function(a, b) return tostring(a) .. tostring(b) end
V.__call = function(a, i) return i == 1 and a.x or a.y end
local a, b = new(1, 2), new(3, 4)
print(tostring(a + b), tostring(b - a), tostring(-a), tostring(2 * a), tostring(a * 2), a * b)
-- expect: (4 6)	(2 2)	(-1 -2)	(2 4)	(2 4)	11
print(a == new(1, 2), a ~= b, a < b, a <= b, a > b, a >= new(-1, -2))
-- expect: true	true	true	true	false	true
print(#a, a .. b, "v" .. a, b(1), b(2)) -- expect: 2	(1 2)(3 4)	v(1 2)	3	4
local list = {new(3, 3), new(0, 1), new(2, 0)}
table.sort(list)
print(list[1] .. list[2] .. list[3]) -- expect: (0 1)(2 0)(3 3)
