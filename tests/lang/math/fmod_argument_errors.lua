-- math.fmod complains of its second argument first.
print(pcall(math.fmod)) -- expect: false	bad argument #2 to 'math.fmod' (number expected, got no value)
print(pcall(math.fmod, {}, "x"))
-- expect: false	bad argument #2 to 'math.fmod' (number expected, got string)
print(pcall(math.fmod, {}, 1))
-- expect: false	bad argument #1 to 'math.fmod' (number expected, got table)
print(pcall(math.fmod, 1, 0)) -- expect: false	bad argument #2 to 'math.fmod' (zero)
