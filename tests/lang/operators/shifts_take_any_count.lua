-- Shifts fill with zeros; a negative count goes the other way; 64 and more give 0.
print(1 << 0, 1 << 1, 1 << 31, 1 << 32, 1 << 62, 1 << 63, 1 << 64, 1 << 65)
-- expect: 1	2	2147483648	4294967296	4611686018427387904	-9223372036854775808	0	0
print(1 >> 0, 4 >> 1, -1 >> 1, -1 >> 62, -1 >> 63, -1 >> 64, -1 >> 100)
-- expect: 1	2	9223372036854775807	3	1	0	0
print(1 << -1, 8 << -2, 8 >> -2, -1 << -60, -1 >> -60, 1 << -63, -1 << -63, -1 << -64)
-- expect: 0	2	32	15	-1152921504606846976	0	1	0
print(-8 >> 1, -8 << 1, -8 // 2, 5 << math.maxinteger, 5 << math.mininteger)
-- expect: 9223372036854775804	-16	-4	0	0
print(5 >> math.maxinteger, 5 >> math.mininteger, -5 >> math.mininteger, 1 << 1 << 1, 256 >> 2 >> 2)
-- expect: 0	0	0	4	16
print(2.0 << 1, 2 << 1.0, 8.0 >> 1.0, 1 << 2 + 1, 1 + 1 << 2, 1 << 2 == 4) -- expect: 4	4	4	8	8	true
local one, n = 1, -3
print(one << n, one >> n, 16 << n, 16 >> n, n << 1, n >> 60, n << n, one << -n)
-- expect: 0	8	2	128	-6	15	2305843009213693951	8
for i = -65, 65, 26 do io.write(" ", 1 << i, " ", -1 >> i) end
print("") -- expect:  0 0 0 -549755813888 0 -8192 8192 2251799813685247 549755813888 33554431 0 0
