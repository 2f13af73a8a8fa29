-- %f, %e, %g and %a print floats.
print(string.format("%f %.2f %10.3f|%-10.1f|", 1 / 3, 2 / 3, math.pi, 0.05))
-- expect: 0.333333 0.67      3.142|0.1       |
print(string.format("%e %.3E", 12345.678, 0.00012)) -- expect: 1.234568e+04 1.200E-04
print(string.format("%g %g %g %G", 100000, 1e6, 1e-5, 1e-10)) -- expect: 100000 1e+06 1e-05 1E-10
print(string.format("%.14g %.17g", 0.1, 0.1)) -- expect: 0.1 0.10000000000000001
print(string.format("%5.1f|%+.1f|%05.1f|% .1f", 3.14159, 2.5, 2.5, 2.5))
-- expect:   3.1|+2.5|002.5| 2.5
print(string.format("%a %.2A", 1, 0.5)) -- expect: 0x1p+0 0X1.00P-1
print(string.format("%f %g", 1 / 0, -1 / 0)) -- expect: inf -inf
print(string.format("%.0f %.0f %.20f", 0.5, 1.5, 0.1)) -- expect: 0 2 0.10000000000000000555
print(string.format("%.3f", "1.5"), string.format("%g", 10)) -- expect: 1.500	10
print(#string.format("%99.99f", 1e300)) -- expect: 401
