-- Which operators keep integers and which give floats.
print(7 + 2, 7 + 2.0, 7 * 2, 7 - 7.0) -- expect: 9	9.0	14	0.0
print(7 / 2, 8 / 2, 2 ^ 2, 7 // 2, 7.0 // 2) -- expect: 3.5	4.0	4.0	3	3.0
print(7 % 3, 7.5 % 2, -7 % 3, 7 % -3, -7.5 % 2) -- expect: 1	1.5	2	-2	0.5
print(-7 // 2, 7 // -2, -7 // 2.0, 7 // 0.0, -7 // 0.0, 0 / 0 ~= 0 / 0)
-- expect: -4	-4	-4.0	inf	-inf	true
print(1 == 1.0, math.type(3 // 1), math.type(3.0 // 1)) -- expect: true	integer	float
print(10 // 3 * 3 + 10 % 3, 5.5 // 1, 5.5 % 1) -- expect: 10	5.0	0.5
print(1e308 * 10, -1e308 * 10, 5 % math.huge, -5 % math.huge) -- expect: inf	-inf	5.0	inf
print("10" + 5, "0x10" * 2, "3.0" + 1, 10 .. "") -- expect: 15	32	4.0	10
print(3 | 0, 3.0 | 0, pcall(function() return 3.5 | 0 end) == false) -- expect: 3	3	true
