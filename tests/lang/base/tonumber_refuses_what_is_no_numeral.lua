-- Without a base the whole text must be a numeral; anything else gives nil.
local function all(...)
    local parts = {}
    for _, s in ipairs({...}) do parts[#parts + 1] = tostring(tonumber(s)) end
    print(table.concat(parts, " "))
end
all("0", "-0", "00012", "1e2", "1E+2", ".5e1", "5.", "-.25")
-- expect: 0 0 12 100.0 100.0 5.0 5.0 -0.25
all("0x10", "0XfF", "-0x.8", "0x1p4", "0x1P-1", "0x8.8p0") -- expect: 16 255 -0.5 16.0 0.5 8.5
all("", " ", ".", "-", "+", "e1", "1e", "1e+", "0x", "0xp1", "0x.p1")
-- expect: nil nil nil nil nil nil nil nil nil nil nil
all("1,5", "1 2", "1_0", "0b1", "1f", "10L", "1..2", "1.2.3", "- 1", "+-1")
-- expect: nil nil nil nil nil nil nil nil nil nil
all("inf", "nan", "Infinity", "-inf", "NaN", "0xg", "1\0", "x1")
-- expect: nil nil nil nil nil nil nil nil
all("\t12\n", "\v\f\r 7 ", "1\xA0", "\xA01") -- expect: 12 7 nil nil
all("9223372036854775807", "9223372036854775808", "-9223372036854775808")
-- expect: 9223372036854775807 9.2233720368548e+18 -9223372036854775808
all("-9223372036854775809", "1e308", "1e309", "-1e309", "1e-400")
-- expect: -9.2233720368548e+18 1e+308 inf -inf 0.0
all("0x7fffffffffffffff", "0xffffffffffffffff", "0x10000000000000001")
-- expect: 9223372036854775807 -1 1
print(tonumber(nil), tonumber({}), tonumber(print), tonumber(true), tonumber(5))
-- expect: nil	nil	nil	nil	5
print(select("#", tonumber("x")), pcall(tonumber))
-- expect: 1	false	bad argument #1 to 'tonumber' (value expected)
