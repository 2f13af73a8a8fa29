-- Bitwise operators see integers as 64 bits in two's complement.
print(-1 & 0xff, -1 | 0, -1 ~ 0, ~-1, ~0, -1 ~ -1, -2 & -3, -2 | 1)
-- expect: 255	-1	-1	0	-1	0	-4	-1
print(0xff & ~0x0f, 0xf0 ~ 0xff, 0x5 | 0xa, 6 & 3, 6 | 3, 6 ~ 3, ~6) -- expect: 240	15	15	2	7	5	-7
print(-1 == 0xffffffffffffffff, math.mininteger == 1 << 63, ~math.maxinteger == math.mininteger)
-- expect: true	true	true
print(1 | 2 ~ 3 & 4 << 1, (1 | 2) ~ 3, 1 & 2 | 3, 1 << 2 & 7, ~1 & 3, ~(1 & 3))
-- expect: 3	0	3	4	2	-2
print(5 & -5, 12 & -12, -12 & 12, 255 & 255.0, 1.0 | 2, 7.0 ~ 2.0, ~2.0) -- expect: 1	4	4	255	3	5	-3
local function count(n) local c = 0 while n ~= 0 do n = n & n - 1 c = c + 1 end return c end
print(count(0), count(255), count(-1), count(math.mininteger), count(math.maxinteger))
-- expect: 0	8	64	1	63
local function hex(n) return ("%016x"):format(n) end
print(hex(-1), hex(~0 << 32), hex(-1 >> 32))
-- expect: ffffffffffffffff	ffffffff00000000	00000000ffffffff
print(hex(0x0123456789abcdef << 8), hex(0x0123456789abcdef >> 8 & 0xff00ff))
-- expect: 23456789abcdef00	00000000008900cd
