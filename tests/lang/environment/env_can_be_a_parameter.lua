-- A function with a parameter _ENV takes its free names from the argument.
local function run(_ENV, n)
    total = (total or 0) + n
    return total
end
local a, b = {}, {total = 100}
print(run(a, 1), run(a, 2), run(b, 5)) -- expect: 1	3	105
print(a.total, b.total, total) -- expect: 3	105	nil
local function field(_ENV) return x, y end
print(field({x = 1, y = 2}), field({x = 3})) -- expect: 1	3	nil
print(pcall(field))
-- expect: false	env_can_be_a_parameter.lua:9: attempt to index a nil value (local '_ENV')
print(pcall(field, 5))
-- expect: false	env_can_be_a_parameter.lua:9: attempt to index a number value (local '_ENV')
local s = field("text")
print(s, (function(_ENV) return len end)("text") == string.len) -- expect: nil	true
for _ENV = 1, 1 do local ok = _ENV end
for _, _ENV in ipairs({{v = "a"}, {v = "b"}}) do io = v; end
print(type(io)) -- expect: table
