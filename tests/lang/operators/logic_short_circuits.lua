-- and and or give one of their operands and evaluate the second only if needed.
local log = {}
local function f(name, value) log[#log + 1] = name return value end
print(f("a", nil) and f("b", 1), f("c", 1) and f("d", 2), f("e", false) or f("f", nil))
-- expect: nil	2	nil
print(table.concat(log)) -- expect: acdef
print(nil and false, false and nil, nil or false, false or nil) -- expect: nil	false	false	nil
local t = {}
print(t.x and t.x.y, (t.x or {}).y, t.x == nil and "absent") -- expect: nil	nil	absent
local function default(v, d) return v == nil and d or v end
print(default(nil, 1), default(false, 1), default(2, 1)) -- expect: 1	false	2
local a = 1 > 2
local b = not a and 1 or 2
print(a, b, not a == true, 1 and 2 and 3, nil or nil or 3) -- expect: false	1	true	3	3
local x = (1 > 0) == true and "t" or "f"
print(x, (nil == nil) and 1, ("a" < "b") ~= (2 < 1)) -- expect: t	1	true
