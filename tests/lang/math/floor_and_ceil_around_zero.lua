-- floor goes down and ceil goes up, and neither gives a negative zero.
local function row(x) return x, math.floor(x), math.ceil(x) end
print(row(0.5)) -- expect: 0.5	0	1
print(row(-0.5)) -- expect: -0.5	-1	0
print(row(1.0)) -- expect: 1.0	1	1
print(row(-1.0)) -- expect: -1.0	-1	-1
print(row(5e-324)) -- expect: 4.9406564584125e-324	0	1
print(row(-5e-324)) -- expect: -4.9406564584125e-324	-1	0
print(row(0.99999999999999989)) -- expect: 1.0	0	1
print(row(-0.0)) -- expect: -0.0	0	0
print(math.type(math.floor(-0.0)), math.type(math.ceil(-0.5))) -- expect: integer	integer
print(math.floor("-0.5"), math.ceil("0x.8"), math.floor(" 7 "), math.ceil("1e2"))
-- expect: -1	1	7	100
