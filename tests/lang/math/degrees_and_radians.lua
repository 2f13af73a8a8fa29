-- deg and rad convert between degrees and radians, always to floats.
print(math.deg(math.pi), math.deg(math.pi / 2), math.deg(-math.pi), math.deg(0))
-- expect: 180.0	90.0	-180.0	0.0
print(math.rad(180) == math.pi, math.rad(360) == 2 * math.pi, math.rad(-90) == -math.pi / 2)
-- expect: true	true	true
print(string.format("%.14g %.14g %.14g", math.deg(1), math.rad(1), math.rad(45)))
-- expect: 57.295779513082 0.017453292519943 0.78539816339745
print(math.deg(1 / 0), math.rad(-1 / 0), math.deg(0 / 0) ~= math.deg(0 / 0))
-- expect: inf	-inf	true
print(math.type(math.deg(0)), math.type(math.rad(0)), math.rad("180") == math.pi)
-- expect: float	float	true
local worst = 0
for d = -720, 720, 7 do
    worst = math.max(worst, math.abs(math.deg(math.rad(d)) - d))
end
print(worst < 1e-12) -- expect: true
print(pcall(math.deg))
-- expect: false	bad argument #1 to 'math.deg' (number expected, got no value)
print(pcall(math.rad, {}))
-- expect: false	bad argument #1 to 'math.rad' (number expected, got table)
