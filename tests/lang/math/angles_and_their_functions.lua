-- sine, cosine, tangent and their inverses, at angles that are known.
local function show(...)
    local out = {}
    for i, v in ipairs({...}) do out[i] = string.format("%.12f", v):gsub("^%-(0%.0+)$", "%1") end
    print(table.concat(out, " "))
end
show(math.sin(math.pi / 6), math.cos(math.pi / 3), math.tan(math.pi / 4))
-- expect: 0.500000000000 0.500000000000 1.000000000000
show(math.sin(math.pi), math.cos(math.pi), math.tan(math.pi))
-- expect: 0.000000000000 -1.000000000000 0.000000000000
show(math.asin(0.5), math.acos(0.5), math.asin(-1), math.acos(-1))
-- expect: 0.523598775598 1.047197551197 -1.570796326795 3.141592653590
show(math.sin(1) ^ 2 + math.cos(1) ^ 2, math.asin(math.sin(1)), math.acos(math.cos(1)))
-- expect: 1.000000000000 1.000000000000 1.000000000000
show(math.sin(1000), math.cos(-1000), math.sin(1e10), math.tan(1.5))
-- expect: 0.826879540532 0.562379076291 -0.487506025088 14.101419947172
local function is_nan(x) return x ~= x end
print(is_nan(math.sin(1 / 0)), is_nan(math.cos(-1 / 0)), is_nan(math.tan(0 / 0)))
-- expect: true	true	true
print(is_nan(math.asin(1.5)), is_nan(math.acos(-1.5)), is_nan(math.asin(0 / 0)))
-- expect: true	true	true
print(math.sin(0), math.cos(0), math.tan(0), math.asin(0), math.acos(1), 1 / math.sin(-0.0))
-- expect: 0.0	1.0	0.0	0.0	0.0	-inf
print(math.sin("0"), math.type(math.cos(0)), math.type(math.tan(0)), math.type(math.acos(1)))
-- expect: 0.0	float	float	float
