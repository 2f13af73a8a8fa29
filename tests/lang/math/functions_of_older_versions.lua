-- pow, atan2, the hyperbolic functions, log10, frexp and ldexp are still there.
print(math.pow(2, 10), math.pow(2, 0.5) == 2 ^ 0.5, math.pow("3", 2), math.pow(0, 0))
-- expect: 1024.0	true	9.0	1.0
print(math.atan2(0, -1) == math.pi, math.atan2(1, 1) == math.pi / 4, math.atan2(0, 1))
-- expect: true	true	0.0
print(math.cosh(0), math.sinh(0), math.tanh(0), math.tanh(1 / 0), math.cosh(-1 / 0))
-- expect: 1.0	0.0	0.0	1.0	inf
print(("%.12g %.12g %.12g"):format(math.cosh(1), math.sinh(1), math.tanh(1)))
-- expect: 1.54308063482 1.17520119364 0.761594155956
print(math.log10(1000), math.log10(1), math.log10(0), math.log10("100"))
-- expect: 3.0	0.0	-inf	2.0
print(math.frexp(8)) -- expect: 0.5	4
print(math.frexp(-0.3)) -- expect: -0.6	-1
print(math.frexp(0)) -- expect: 0.0	0
print(math.frexp(1 / 0) == 1 / 0, math.frexp(2 ^ -1074)) -- expect: true	0.5	-1073
print(math.ldexp(0.5, 4), math.ldexp(1, -1074), math.ldexp(3, 0), math.ldexp(1, 5000))
-- expect: 8.0	4.9406564584125e-324	3.0	inf
print(pcall(math.ldexp, 1, 1.5))
-- expect: false	bad argument #2 to 'math.ldexp' (number has no integer representation)
print(pcall(math.pow, 1))
-- expect: false	bad argument #2 to 'math.pow' (number expected, got no value)
print(pcall(math.cosh, {}))
-- expect: false	bad argument #1 to 'math.cosh' (number expected, got table)
print(pcall(math.frexp))
-- expect: false	bad argument #1 to 'math.frexp' (number expected, got no value)
local m, e = math.frexp(10)
print(math.type(m), math.type(e), math.ldexp(m, e), math.type(math.pow(2, 2)))
-- expect: float	integer	10.0	float
