-- The names of the math library, and what kind of value each has.
local constants, functions = {}, {}
for _, name in ipairs({"abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod",
        "huge", "log", "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "random",
        "randomseed", "sin", "sqrt", "tan", "tointeger", "type", "ult"}) do
    local list = type(math[name]) == "function" and functions or constants
    list[#list + 1] = name
end
print(#functions, table.concat(constants, " ")) -- expect: 23	huge maxinteger mininteger pi
print(math.mod, math.round, math.sign, math.clamp, math.PI)
-- expect: nil	nil	nil	nil	nil
print(getmetatable(math), require("math") == math, package.loaded.math == math)
-- expect: nil	true	true
math.twice = function(x) return 2 * x end
print(math.twice(4)) -- expect: 8
