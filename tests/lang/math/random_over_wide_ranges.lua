-- math.random takes ranges of any width, up to all integers.
math.randomseed(2024)
print(math.random(0), math.random(0)) -- expect: 2803877216688408393	-8310875959731227339
print(math.random(math.mininteger, math.maxinteger)) -- expect: -312888187377915885
print(math.random(math.mininteger, 0), math.random(0, math.maxinteger))
-- expect: -8904702665958574465	6988975379003454032
print(math.random(-1, math.maxinteger), math.random(math.mininteger, 1))
-- expect: 4450466250204470049	-1804921075286150627
print(math.random(math.maxinteger), math.random(math.maxinteger - 1, math.maxinteger))
-- expect: 5903095972104902312	9223372036854775806
print(math.random(math.mininteger, math.mininteger), math.random(5, 5), math.random(1))
-- expect: -9223372036854775808	5	1
print(math.random(1 << 32), math.random(1 << 53), math.random(-(1 << 62), 1 << 62))
-- expect: 2353475433	3502101689854856	-1917652555102124033
print(math.random(2.0), math.random("3"), math.random("10", 20.0)) -- expect: 1	1	20
local bits, none = 0, -1
for _ = 1, 200 do
    local n = math.random(0)
    bits, none = bits | n, none & n
end
print(bits, none) -- expect: -1	0
