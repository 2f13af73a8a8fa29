-- math.random() gives floats from 0 up to but not 1, with 53 bits.
-- torture: 499
math.randomseed(1)
print(("%.17g"):format(math.random()), ("%a"):format(math.random()))
-- expect: 0.81558781554723059	0x1.f920afda36228p-1
local sum, low, high, exact = 0, 1, 0, 0
for _ = 1, 5000 do
    local x = math.random()
    sum, low, high = sum + x, math.min(low, x), math.max(high, x)
    if x * 2 ^ 53 == math.floor(x * 2 ^ 53) then exact = exact + 1 end
end
print(("%.10f"):format(sum / 5000), low >= 0, high < 1, exact)
-- expect: 0.4983473681	true	true	5000
print(("%.6f %.6f"):format(low, high)) -- expect: 0.000104 0.999619
local counts = {0, 0, 0, 0}
for _ = 1, 4000 do
    local i = math.random() * 4 // 1 + 1
    counts[math.tointeger(i)] = counts[math.tointeger(i)] + 1
end
print(table.concat(counts, " ")) -- expect: 947 1026 971 1056
