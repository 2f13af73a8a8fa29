-- read("n") gives integers and floats as the compiler does.
local f = io.tmpfile()
f:write("0 -0 +5 007 1. .5 1.e2 -.5e-1 1E2 1e+2 0x10 0XfF -0x1 0x.8 0x1.8p3 0x1P-2 ",
        "9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 ",
        "0x7fffffffffffffff 0xffffffffffffffff 0x1ffffffffffffffff 1e400 -1e400 1e-400 0xA.8")
f:seek("set")
local out = {}
for n in f:lines("n") do out[#out + 1] = (math.type(n) == "float" and "f" or "i") .. tostring(n) end
print(table.concat(out, " ", 1, 9)) -- expect: i0 i0 i5 i7 f1.0 f0.5 f100.0 f-0.05 f100.0
print(table.concat(out, " ", 10, 16)) -- expect: f100.0 i16 i255 i-1 f0.5 f12.0 f0.25
print(table.concat(out, " ", 17, 20))
-- expect: i9223372036854775807 f9.2233720368548e+18 i-9223372036854775808 f-9.2233720368548e+18
print(table.concat(out, " ", 21)) -- expect: i9223372036854775807 i-1 i-1 finf f-inf f0.0 f10.5
f:seek("set", 0)
print(f:read("n", "n", "n")) -- expect: 0	0	5
