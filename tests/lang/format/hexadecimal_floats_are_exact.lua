-- %a writes the bits of a float; with a precision it rounds.
local f = string.format
print(f("%a %a %a %a", 1, 0.5, 255, 0), f("%A %A", 0.1, -1e300))
-- expect: 0x1p+0 0x1p-1 0x1.fep+7 0x0p+0	0X1.999999999999AP-4 -0X1.7E43C8800759CP+996
print(f("%a", 1 / 3), f("%a", math.pi), f("%a", 2^-1022), f("%a", -0.0))
-- expect: 0x1.5555555555555p-2	0x1.921fb54442d18p+1	0x1p-1022	-0x0p+0
print(f("%.0a %.1a %.3a %.20a", 1.5, 1.96875, 1.5, 1.5), f("%#.0a", 1))
-- expect: 0x2p+0 0x2.0p+0 0x1.800p+0 0x1.80000000000000000000p+0	0x1.p+0
print(f("[%12a] [%-12a] [%012a] [%+a] [% a]", 1.5, 1.5, 1.5, 1.5, 1.5))
-- expect: [    0x1.8p+0] [0x1.8p+0    ] [0x00001.8p+0] [+0x1.8p+0] [ 0x1.8p+0]
for _, x in ipairs({0.1, 1e-300, 123456.789, -2^53, 1e308}) do
    io.write(tostring(tonumber(f("%a", x)) == x), " ")
end
print(f("%a", "0x.8p1"), f("%a", 10)) -- expect: true true true true true 0x1p+0	0x1.4p+3
print(pcall(f, "%a", "x"))
-- expect: false	bad argument #2 to 'string.format' (number expected, got string)
print(pcall(f, "%a")) -- expect: false	bad argument #2 to 'string.format' (no value)
