-- Every kind of constant is the same after a dump.
local function constants()
    return nil, true, false, 0, -1, 42, 1 << 40, math.maxinteger, math.mininteger,
           0.0, -0.0, 0.1, 1e300, 5e-324, 1 / 0, 2^53, "", "short", "with\0zero\r\n",
           "a string that is longer than what is usually called a short string, \xff\x80"
end
local before = table.pack(constants())
local f = load(string.dump(constants))
local after = table.pack(f())
print(before.n, after.n) -- expect: 20	20
local same = 0
for i = 1, before.n do
    local kind = math.type(before[i]) == math.type(after[i])
    if before[i] == after[i] and kind then same = same + 1 end
end
print(same) -- expect: 20
print(after[8], after[9], after[11], after[14], 1 / after[11])
-- expect: 9223372036854775807	-9223372036854775808	-0.0	4.9406564584125e-324	-inf
print(#after[17], #after[18], #after[19], #after[20], after[19]:byte(1, -1))
-- expect: 0	5	11	70	119	105	116	104	0	122	101	114	111	13	10
local long = load("return '" .. ("abc"):rep(5000) .. "'")
print(load(string.dump(long))() == long()) -- expect: true
