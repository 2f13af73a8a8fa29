-- Numbers have two subtypes, which compare and index alike, but print differently.
print(1 == 1.0, math.type(1) == math.type(1.0), 1, 1.0) -- expect: true	false	1	1.0
local t = {}
t[1] = "integer"
t[1.0] = "float"
print(t[1], #t, next(t)) -- expect: float	1	1	float
t[2^53] = "big"
print(t[9007199254740992], t[2^53 + 0.0]) -- expect: big	big
for k in pairs({[2.0] = 1}) do print(k, math.type(k)) end -- expect: 2	integer
for k in pairs({[2.5] = 1}) do print(k, math.type(k)) end -- expect: 2.5	float
print(tostring(3) == tostring(3.0), 3 == 3.0, "3" == "3.0") -- expect: false	true	false
print(3 | 0, 3.0 | 0, math.tointeger(3.0), 3 // 1, 3.0 // 1) -- expect: 3	3	3	3	3.0
print(10 == 1e1, 10, 1e1, 0x10, 0x10p0) -- expect: true	10	10.0	16	16.0
