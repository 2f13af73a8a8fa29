-- The digits shown are those of the exact value; an exact half goes to the even digit.
print(("%.1f %.1f %.1f %.1f"):format(0.25, 0.35, 0.75, -0.25)) -- expect: 0.2 0.3 0.8 -0.2
print(("%.2f %.2f %.2f"):format(0.125, 0.375, 1.005)) -- expect: 0.12 0.38 1.00
print(("%.3f %.3f %.3f"):format(2.0005, 0.0625, 0.1875)) -- expect: 2.001 0.062 0.188
print(("%.1f %.2f %.3f"):format(0.96, 9.996, 99.9999)) -- expect: 1.0 10.00 100.000
print(("%.2f %.2f %.2f"):format(0.0, -0.0, -0.001)) -- expect: 0.00 -0.00 -0.00
print(("%.2f %.2f"):format(5e-324, 2 ^ 53 + 2)) -- expect: 0.00 9007199254740994.00
print(("%.2f %.1f"):format(4503599627370495.5, 2 ^ 50 + 0.25))
-- expect: 4503599627370495.50 1125899906842624.2
print(("%.2f|%.1f|%5.1f"):format(1 / 0, -1 / 0, 1e300 * 1e10)) -- expect: inf|-inf|  inf
print(("[%8.2f] [%-8.2f] [%08.2f] [%+.2f] [% .2f]"):format(3.14159, 2.5, -1.5, 2, 2))
-- expect: [    3.14] [2.50    ] [-0001.50] [+2.00] [ 2.00]
