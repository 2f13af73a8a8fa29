-- os.difftime gives the seconds between two times as a float.
print(os.difftime(10, 4), os.difftime(4, 10), os.difftime(0, 0), os.difftime("10", "4"))
-- expect: 6.0	-6.0	0.0	6.0
print(os.difftime(5.0, 3), math.type(os.difftime(1, 0)), os.difftime(math.maxinteger, 0))
-- expect: 2.0	float	9.2233720368548e+18
print(os.difftime(math.maxinteger, math.mininteger), os.difftime(1 << 53, 1))
-- expect: 1.844674407371e+19	9.007199254741e+15
local a = os.time({year = 2024, month = 3, day = 1, hour = 12})
local b = os.time({year = 2024, month = 2, day = 28, hour = 12})
print(os.difftime(a, b), os.difftime(a, b) == a - b) -- expect: 172800.0	true
print(pcall(os.difftime))
-- expect: false	bad argument #1 to 'os.difftime' (number expected, got no value)
print(pcall(os.difftime, 1))
-- expect: false	bad argument #2 to 'os.difftime' (number expected, got no value)
print(pcall(os.difftime, {}, 1))
-- expect: false	bad argument #1 to 'os.difftime' (number expected, got table)
print(pcall(os.difftime, 1, "x"))
-- expect: false	bad argument #2 to 'os.difftime' (number expected, got string)
print(pcall(os.difftime, 1, nil))
-- expect: false	bad argument #2 to 'os.difftime' (number expected, got nil)
