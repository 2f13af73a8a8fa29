-- A numeral without dot and exponent is an integer if it fits, else a float.
local function show(...)
    local t = {...}
    for i, v in ipairs(t) do t[i] = (math.type(v) == "float" and "f:" or "i:") .. v end
    print(table.concat(t, " "))
end
show(0, 00, 007, 123456789, 9223372036854775807)
-- expect: i:0 i:0 i:7 i:123456789 i:9223372036854775807
show(9223372036854775808, 10000000000000000000000, 1e3, 1E+3, 1e-3)
-- expect: f:9.2233720368548e+18 f:1e+22 f:1000.0 f:1000.0 f:0.001
show(1., .1, 1.5, 0.0, 00.50, 3e0, 1.e1, .1e1)
-- expect: f:1.0 f:0.1 f:1.5 f:0.0 f:0.5 f:3.0 f:10.0 f:1.0
show(0xA, 0Xa, 0xfF, 0x7fffffffffffffff, 0xffffffffffffffff, 0x123456789abcdef01)
-- expect: i:10 i:10 i:255 i:9223372036854775807 i:-1 i:2541551405711093505
show(0x.8, 0x8., 0x1p4, 0x1P-1, 0xA.8p0, 0x.1p+4, 0x0p1, 0xap1)
-- expect: f:0.5 f:8.0 f:16.0 f:0.5 f:10.5 f:1.0 f:0.0 f:20.0
show(1e308, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308)
-- expect: f:1e+308 f:4.9406564584125e-324 f:2.2250738585072e-308 f:1.7976931348623e+308
show(3 --[[c]], 4--
, 0x10, 1//1, 1e1//1) -- expect: i:3 i:4 i:16 i:1 f:10.0
