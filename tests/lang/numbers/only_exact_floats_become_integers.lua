-- Integers become floats where needed; floats become integers only if exact.
print(2^53 == 9007199254740992, 9007199254740993 + 0.0, 2^53 + 1 == 2^53)
-- expect: true	9.007199254741e+15	true
print(math.maxinteger + 0.0, math.maxinteger + 0.0 == math.maxinteger, math.mininteger + 0.0)
-- expect: 9.2233720368548e+18	false	-9.2233720368548e+18
print(1e15 | 0, 2^62 | 0, -2^63 | 0, 3.0 << 1, ~1.0)
-- expect: 1000000000000000	4611686018427387904	-9223372036854775808	6	-2
print(pcall(function() return 2^63 | 0 end) == false, pcall(function() return 0.1 | 0 end) == false)
-- expect: true	true
print(math.tointeger(2^53), math.tointeger(2^63), math.tointeger(3.5), math.tointeger("8"))
-- expect: 9007199254740992	nil	nil	8
print(("x"):rep(2.0), #("x"):rep(3.0), pcall(string.rep, "x", 2.5))
-- expect: xx	3	false	bad argument #2 to 'string.rep' (number has no integer representation)
print(({10, 20, 30})[2.0], ({10, 20, 30})[2.5], select(2.0, "a", "b")) -- expect: 20	nil	b
print(5 // 0.3, 5 % 0.3 < 0.3, 1 + 1.0, 2 * 0.5, 10 - 10.0) -- expect: 16.0	true	2.0	1.0	0.0
print(string.format("%d", 3.0), pcall(string.format, "%d", 3.5))
-- expect: 3	false	bad argument #2 to 'string.format' (number has no integer representation)
