-- Assigning to the loop variable changes neither the count nor later passes.
local out = {}
for i = 1, 4 do
    out[#out + 1] = i
    i = i * 100
    out[#out + 1] = i
end
print(table.concat(out, " ")) -- expect: 1 100 2 200 3 300 4 400
local i = "outer"
for i = 1, 2 do local i = i .. "inner" out[#out + 1] = i end
print(i, out[#out - 1], out[#out]) -- expect: outer	1inner	2inner
local fs = {}
for i = 1, 3 do fs[i] = function(d) i = i + d return i end end
print(fs[1](5), fs[1](5), fs[2](1), fs[3](0)) -- expect: 6	11	3	3
for k, v in pairs({a = 1}) do k, v = v, k print(k, v) end -- expect: 1	a
for i, v in ipairs({"x", "y"}) do i = i + 10 io.write(i, v, " ") end
print("end") -- expect: 11x 12y end
