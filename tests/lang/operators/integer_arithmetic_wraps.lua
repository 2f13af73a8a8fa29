-- Integer sums, differences and products keep their low 64 bits.
local max, min = math.maxinteger, math.mininteger
print(max + 1 == min, max + 2 == min + 1, min - 1 == max, max * 2, min * 2, max - min)
-- expect: true	true	true	-2	0	-1
print(0x7fffffff * 0x7fffffff, 0xffffffff * 0xffffffff, 0x100000000 * 0x100000000)
-- expect: 4611686014132420609	-8589934591	0
print(3037000500 * 3037000500, 123456789012 * 987654321098)
-- expect: -9223372036709301616	-347190634250006584
local n = 1
for i = 1, 25 do n = n * i end
print(n) -- expect: 7034535277573963776
local hash = 5381
for c in ("overflow"):rep(5):gmatch(".") do hash = hash * 33 + c:byte() end
print(hash, hash & 0xffffffff, hash >> 32, hash % 1000)
-- expect: 5432743348567150505	2805338025	1264909130	505
print(max + 1.0, max * 2.0, max + 1 < max, max + 1.0 > max)
-- expect: 9.2233720368548e+18	1.844674407371e+19	true	true
local s = 0
for i = 1, 100 do s = s * 6364136223846793005 + 1442695040888963407 end
print(s) -- expect: -934858109388013164
