-- floor, ceil and the first result of modf are integers when they fit.
print(math.floor(3.7), math.floor(-3.7), math.ceil(3.2), math.ceil(-3.2)) -- expect: 3	-4	4	-3
print(math.floor(5), math.ceil(2 ^ 53), math.floor(2 ^ 70))
-- expect: 5	9007199254740992	1.1805916207174e+21
print(math.floor(-0.5), math.ceil(-0.5)) -- expect: -1	0
print(math.modf(3.75)) -- expect: 3	0.75
print(math.modf(-3.75)) -- expect: -3	-0.75
print(math.modf(5), math.modf(1 / 0)) -- expect: 5	inf	0.0
print(math.floor("3.7"), pcall(math.floor, {}))
-- expect: 3	false	bad argument #1 to 'math.floor' (number expected, got table)
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger({}))
-- expect: 3	nil	8	nil
print(math.tointeger(2 ^ 63), math.tointeger(-2.0 ^ 63)) -- expect: nil	-9223372036854775808
