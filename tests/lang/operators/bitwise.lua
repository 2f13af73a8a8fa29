-- Bitwise operators work on 64-bit integers; floats convert if they are whole.
print(0xF0 & 0x3C, 0xF0 | 0x0F, 0xFF ~ 0x0F, ~0xFF) -- expect: 48	255	240	-256
print(1 << 62, 1 << 63, 1 << 64, 1 << 100, 1 << -1, 4 >> 1, 4 >> -1)
-- expect: 4611686018427387904	-9223372036854775808	0	0	0	2	8
print(-1 >> 60, -1 >> 64, -1 << 64, 0x8000000000000000 >> 63) -- expect: 15	0	0	1
print(2.0 & 3, 1e3 | 0) -- expect: 2	1000
print(pcall(function() return 1.5 & 1 end))
-- expect: false	bitwise.lua:7: number has no integer representation
print(pcall(function() return 2^63 & 1 end))
-- expect: false	bitwise.lua:9: number has no integer representation
print(pcall(function() return "a" & 1 end))
-- expect: false	bitwise.lua:11: attempt to perform bitwise operation on a string value (constant 'a')
print(pcall(function() return {} | 1 end))
-- expect: false	bitwise.lua:13: attempt to perform bitwise operation on a table value
print(-(1 << 63) == 1 << 63, ~0 == -1, 5 ~ 5) -- expect: true	true	0
