-- Roots, logarithms and trigonometry give floats.
print(math.sqrt(16), math.sqrt(2)) -- expect: 4.0	1.4142135623731
print(math.exp(0), math.log(1), math.log(8, 2), math.log(1000, 10), math.log(27, 3))
-- expect: 1.0	0.0	3.0	3.0	3.0
print(math.sin(0), math.cos(0), math.tan(0)) -- expect: 0.0	1.0	0.0
print(string.format("%.6f %.6f %.6f", math.asin(1), math.acos(0), math.atan(1)))
-- expect: 1.570796 1.570796 0.785398
print(string.format("%.6f %.6f", math.atan(1, -1), math.atan(-1, -1))) -- expect: 2.356194 -2.356194
print(math.deg(math.pi), string.format("%.6f", math.rad(90))) -- expect: 180.0	1.570796
print(math.sqrt("9"), math.log(2.0, "2")) -- expect: 3.0	1.0
print(math.sqrt(-1) ~= math.sqrt(-1)) -- expect: true
