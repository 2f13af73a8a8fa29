-- Which functions give integers and which give floats.
local function kinds(name, ...)
    local out = {}
    for i, v in ipairs({...}) do out[i] = math.type(math[name](v)) end
    return name .. ": " .. table.concat(out, " ")
end
print(kinds("floor", 1, 1.5, "2", 1e300)) -- expect: floor: integer integer integer float
print(kinds("ceil", 1, 1.5, "2", 1e300)) -- expect: ceil: integer integer integer float
print(kinds("abs", 1, 1.5, "2", 1e300)) -- expect: abs: integer float float float
print(kinds("max", 1, 1.5)) -- expect: max: integer float
print(kinds("modf", 1, 1.5)) -- expect: modf: integer integer
print(kinds("tointeger", 1, 1.0, "2")) -- expect: tointeger: integer integer integer
print(kinds("sqrt", 1, 4) .. ", " .. kinds("exp", 0) .. ", " .. kinds("log", 1))
-- expect: sqrt: float float, exp: float, log: float
print(kinds("sin", 0) .. ", " .. kinds("atan", 0) .. ", " .. kinds("deg", 0))
-- expect: sin: float, atan: float, deg: float
math.randomseed(3)
print(math.type(math.random()), math.type(math.random(5)), math.type(math.random(0)),
      math.type(math.random(2.0, 3.0)))
-- expect: float	integer	integer	integer
