-- math.log takes a base; 2 and 10 are exact for their powers.
local function is_nan(x) return x ~= x end
local exact = 0
for i = -50, 50 do if math.log(2.0 ^ i, 2) == i then exact = exact + 1 end end
for i = 0, 22 do if math.log(10.0 ^ i, 10) == i then exact = exact + 1 end end
print(exact, math.log(1), math.log(1, 7), math.log(8, 2), math.log(1000, 10), math.log(8, 2.0))
-- expect: 124	0.0	0.0	3.0	3.0	3.0
print(math.log(0), math.log(0, 2), math.log(0, 10), math.log(1 / 0), math.log(1 / 0, 0.5))
-- expect: -inf	-inf	-inf	inf	-inf
print(is_nan(math.log(-1)), is_nan(math.log(-1, 2)), is_nan(math.log(-1, 10)))
-- expect: true	true	true
print(string.format("%.14g %.14g %.14g", math.log(2), math.log(10), math.log(100, 3)))
-- expect: 0.69314718055995 2.302585092994 4.1918065485788
print(math.log(16, 4), math.log(27, 3), math.log(0.25, 2), math.log(0.5, 0.5))
-- expect: 2.0	3.0	-2.0	1.0
print(math.log(5, 1), math.log(0.5, 1), is_nan(math.log(1, 1)), math.log(8, 0))
-- expect: inf	-inf	true	-0.0
print(math.log("8", "2"), math.log(10, nil) == math.log(10), math.log(math.maxinteger, 2))
-- expect: 3.0	true	63.0
print(pcall(math.log, 2, "x"))
-- expect: false	bad argument #2 to 'math.log' (number expected, got string)
print(pcall(math.log, 2, {}))
-- expect: false	bad argument #2 to 'math.log' (number expected, got table)
print(pcall(math.log))
-- expect: false	bad argument #1 to 'math.log' (number expected, got no value)
