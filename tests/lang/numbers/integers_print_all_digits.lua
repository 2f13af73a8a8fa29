-- tostring writes every integer with all its digits.
print(0, -0, 1, -1, 10, 255, 0xff, 1000000) -- expect: 0	0	1	-1	10	255	255	1000000
print(math.maxinteger, math.mininteger, math.mininteger + 1)
-- expect: 9223372036854775807	-9223372036854775808	-9223372036854775807
print(9007199254740993, 123456789012345678, -987654321098765432)
-- expect: 9007199254740993	123456789012345678	-987654321098765432
print(1 << 62, 1 << 63, ~0, -(1 << 62))
-- expect: 4611686018427387904	-9223372036854775808	-1	-4611686018427387904
print(math.maxinteger .. "", -5 .. "|" .. 5, 0 .. "") -- expect: 9223372036854775807	-5|5	0
local n, text = 1, ""
for i = 1, 5 do n = n * 1000 + i * 37 text = text .. n .. " " end
print(text .. "end") -- expect: 1037 1037074 1037074111 1037074111148 1037074111148185 end
print(#tostring(math.mininteger), #tostring(math.maxinteger), tostring(-0) == "0")
-- expect: 20	19	true
