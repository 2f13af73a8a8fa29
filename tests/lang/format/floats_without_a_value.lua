-- Infinities and NaN are words, which the flag 0 does not fill with zeros.
local f = string.format
local inf, nan = 1 / 0, math.abs(0 / 0)
print(f("%f %e %g %a", inf, inf, inf, inf), f("%G %E %A", inf, inf, inf))
-- expect: inf inf inf inf	INF INF INF
print(f("%f %g", -inf, -inf), f("[%8f] [%-8f] [%+f] [% f]", inf, inf, inf, inf))
-- expect: -inf -inf	[     inf] [inf     ] [+inf] [ inf]
print(f("[%08f] [%08.3f]", inf, -inf), f("%.1f %.0e", inf, inf))
-- expect: [     inf] [    -inf]	inf inf
print(f("%f %g", nan, nan):gsub("-", ""), (f("%E", nan):gsub("-", ""))) -- expect: nan nan	NAN
print(f("%f %g %e %.1f", -0.0, -0.0, -0.0, -0.0), f("%g", 5e-324), f("%e", 1.7976931348623157e308))
-- expect: -0.000000 -0 -0.000000e+00 -0.0	4.94066e-324	1.797693e+308
print(pcall(f, "%d", inf))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(f, "%x", nan))
-- expect: false	bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(f, "%F", 1.5)) -- expect: false	invalid conversion '%F' to 'format'
