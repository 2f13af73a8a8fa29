-- A NaN made from numbers is negative on every CPU; minus and copies keep or turn its sign.
local inf, zero = math.huge, 0.0
print(zero / zero, -(zero / zero)) -- expect: -nan	nan
print(inf - inf, inf * zero, inf % 2 ~= inf % 2) -- expect: -nan	-nan	true
print(inf + -inf, inf // inf, (-8.0) ^ 0.5) -- expect: -nan	-nan	-nan
print(math.sqrt(-1), math.fmod(1, zero), math.acos(2)) -- expect: -nan	-nan	nan
print(math.log(-1), math.log(-1, 2), math.sin(inf), 5.5 % zero) -- expect: -nan	-nan	-nan	-nan
local positive = -(zero / zero)
print(positive + 1, 1 + positive, positive * positive, math.sqrt(positive)) -- expect: nan	nan	nan	nan
print(string.pack(">d", zero / zero):byte(1), string.pack(">d", positive):byte(1)) -- expect: 255	127
print(string.format("%.1f %g", zero / zero, positive)) -- expect: -nan nan
