-- math.atan(y, x) finds the quadrant; x is 1 when it is left out.
local function degrees(y, x) return string.format("%.10g", math.deg(math.atan(y, x))) end
print(degrees(1, 1), degrees(1, -1), degrees(-1, -1), degrees(-1, 1))
-- expect: 45	135	-135	-45
print(degrees(0, 1), degrees(1, 0), degrees(0, -1), degrees(-1, 0), degrees(0, 0))
-- expect: 0	90	180	-90	0
print(degrees(-0.0, 1), degrees(-0.0, -1), degrees(0.0, -0.0), degrees(-0.0, -0.0))
-- expect: -0	-180	180	-180
local inf = 1 / 0
print(degrees(inf, inf), degrees(inf, -inf), degrees(-inf, 5), degrees(1, inf), degrees(1, -inf))
-- expect: 45	135	-90	0	180
print(degrees(1), degrees(-1), degrees(inf), degrees(0), degrees("1"), degrees(1, "-1"))
-- expect: 45	-45	90	0	45	135
print(math.atan(1, nil) == math.atan(1), math.atan(1, 1.0) == math.atan(1)) -- expect: true	true
print(math.type(math.atan(0)), math.atan(0 / 0) ~= math.atan(0 / 0)) -- expect: float	true
local function message(...)
    local arguments = table.pack(...)
    return select(2, pcall(function()
        return math.atan(table.unpack(arguments, 1, arguments.n))
    end)):match("bad.*")
end
print(message()) -- expect: bad argument #1 to 'atan' (number expected, got no value)
print(message(1, {})) -- expect: bad argument #2 to 'atan' (number expected, got table)
print(message("x", 1)) -- expect: bad argument #1 to 'atan' (number expected, got string)
