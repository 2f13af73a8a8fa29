-- %f, %e and %g round to their precision; six digits when there is none.
local f = string.format
print(f("%f %e %g", 1 / 3, 1 / 3, 1 / 3), f("%f %e %g", 1e10, 1e10, 1e10))
-- expect: 0.333333 3.333333e-01 0.333333	10000000000.000000 1.000000e+10 1e+10
print(f("%.0f %.0f %.0f %.0f", 0.5, 1.5, 2.5, -0.5), f("%.1f %.2f", 0.25, 0.125))
-- expect: 0 2 2 -0	0.2 0.12
print(f("%.3f %.3e %.3g", 1234.5678, 1234.5678, 1234.5678), f("%.0e %.0g", 1550, 1550))
-- expect: 1234.568 1.235e+03 1.23e+03	2e+03 2e+03
print(f("%g %g %g %g", 100000, 1000000, 0.0001, 0.00001), f("%G %E", 1e-10, 1e-10))
-- expect: 100000 1e+06 0.0001 1e-05	1E-10 1.000000E-10
print(f("%#g %#.3g %#.0f %#.0e", 1, 1, 1, 1), f("%g %#g", 1.5, 1.5))
-- expect: 1.00000 1.00 1. 1.e+00	1.5 1.50000
print(f("[%8.2f] [%-8.2f] [%08.2f] [%+.2f] [% .2f]", 2.5, 2.5, 2.5, 2.5, 2.5))
-- expect: [    2.50] [2.50    ] [00002.50] [+2.50] [ 2.50]
print(f("%f %f", 1, "2"), f("%.14g", 2^53), f("%.17g", 0.1), f("%.99f", 0.5):sub(1, 12))
-- expect: 1.000000 2.000000	9.007199254741e+15	0.10000000000000001	0.5000000000
print(f("%5.1f|%-9.1e|%09.1e|%9g", -1.25, -1.25, -1.25, -1.25))
-- expect:  -1.2|-1.2e+00 |-01.2e+00|    -1.25
print(#f("%99.99f", -1e308), #f("%.99f", 1 / 3), f("%.20f", 0.1))
-- expect: 410	101	0.10000000000000000555
print(pcall(f, "%f", "x"))
-- expect: false	bad argument #2 to 'string.format' (number expected, got string)
print(pcall(f, "%g", {}))
-- expect: false	bad argument #2 to 'string.format' (number expected, got table)
print(pcall(f, "%e")) -- expect: false	bad argument #2 to 'string.format' (no value)
