-- Wrong arguments of math functions are told by position and name.
local function message(f, ...) return select(2, pcall(f, ...)) end
print(message(math.sqrt, "x"))
-- expect: bad argument #1 to 'math.sqrt' (number expected, got string)
print(message(math.sqrt)) -- expect: bad argument #1 to 'math.sqrt' (number expected, got no value)
print(message(math.max)) -- expect: bad argument #1 to 'math.max' (value expected)
print(message(math.max, 1, {})) -- expect: attempt to compare number with table
print(message(math.ult, 1, 2.5))
-- expect: bad argument #2 to 'math.ult' (number has no integer representation)
print(message(math.type)) -- expect: bad argument #1 to 'math.type' (value expected)
print(message(math.tointeger)) -- expect: bad argument #1 to 'math.tointeger' (value expected)
print(message(math.randomseed, "x"))
-- expect: bad argument #1 to 'math.randomseed' (number expected, got string)
print(message(math.floor, nil))
-- expect: bad argument #1 to 'math.floor' (number expected, got nil)
