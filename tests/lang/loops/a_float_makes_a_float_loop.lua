-- If start or step is a float, the loop counts in floats.
local function run(a, b, c)
    local out = {}
    for i = a, b, c or 1 do out[#out + 1] = tostring(i) if #out > 6 then break end end
    return table.concat(out, " ")
end
print(run(1.0, 3)) -- expect: 1.0 2.0 3.0
print(run(1, 3, 1.0)) -- expect: 1.0 2.0 3.0
print(run(1, 2, 0.25)) -- expect: 1.0 1.25 1.5 1.75 2.0
print(run(1, -1, -0.5)) -- expect: 1.0 0.5 0.0 -0.5 -1.0
print(run(0.1, 0.5, 0.1)) -- expect: 0.1 0.2 0.3 0.4 0.5
print(run(3.5, 1), run(3.5, 1, -1), run(1.5, 1.5)) -- expect: 	3.5 2.5 1.5	1.5
print(run(1e307, 3e307, 1e307), run(2^53 - 2, 2^53 - 1))
-- expect: 1e+307 2e+307 3e+307	9.007199254741e+15 9.007199254741e+15
print(run(-math.huge, 0), run(math.huge, 0, -1))
-- expect: -inf -inf -inf -inf -inf -inf -inf	inf inf inf inf inf inf inf
print(run(0.0, -0.0), run(1.0, 2, math.huge), run(-1.0, -2, -math.huge)) -- expect: 0.0	1.0	-1.0
for i = 1, 3 do io.write(math.type(i), " ") end
for i = 1, 3, 2.0 do io.write(math.type(i), " ") end
print("end") -- expect: integer integer integer float float end
