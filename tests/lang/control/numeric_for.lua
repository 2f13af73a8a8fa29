-- A numeric for fixes its limits first; steps may be negative or fractions.
local function run(a, b, c)
    local out = {}
    for i = a, b, c or 1 do out[#out + 1] = tostring(i) if #out > 6 then break end end
    return table.concat(out, " ")
end
print(run(1, 5)) -- expect: 1 2 3 4 5
print(run(5, 1, -2)) -- expect: 5 3 1
print(run(1, 0) == "", run(1, 1)) -- expect: true	1
print(run(1, 2, 0.25)) -- expect: 1.0 1.25 1.5 1.75 2.0
print(run(1.0, 3)) -- expect: 1.0 2.0 3.0
print(run(1, 3.9)) -- expect: 1 2 3
print(run(-1, -3.5, -1)) -- expect: -1 -2 -3
print(run(math.maxinteger - 1, math.maxinteger))
-- expect: 9223372036854775806 9223372036854775807
print(run(math.mininteger, math.mininteger + 1))
-- expect: -9223372036854775808 -9223372036854775807
print(run(1, math.huge)) -- expect: 1 2 3 4 5 6 7
print(run(3, -math.huge, -1)) -- expect: 3 2 1 0 -1 -2 -3
print(pcall(run, 1, 10, 0)) -- expect: false	numeric_for.lua:4: 'for' step is zero
print(pcall(run, {}, 2)) -- expect: false	numeric_for.lua:4: bad 'for' initial value (number expected, got table)
print(pcall(run, 1, {}))
-- expect: false	numeric_for.lua:4: bad 'for' limit (number expected, got table)
for i = 1, 3 do local i = i * 2 if i == 4 then print(i) end end -- expect: 4
