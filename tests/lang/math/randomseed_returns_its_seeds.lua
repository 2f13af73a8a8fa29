-- math.randomseed returns two integers, with which the sequence can be repeated.
print(math.randomseed(42)) -- expect: 42	0
print(math.randomseed(5, 6)) -- expect: 5	6
print(math.randomseed(-3.0, "9")) -- expect: -3	9
local a, b = math.randomseed()
local first, second = math.random(0), math.random()
print(math.type(a), math.type(b), select("#", math.randomseed(a, b)))
-- expect: integer	integer	2
print(math.random(0) == first, math.random() == second) -- expect: true	true
math.randomseed(11)
local x = math.random(1, 1000000)
math.randomseed(11)
print(x == math.random(1, 1000000), x) -- expect: true	908464
print(pcall(math.randomseed, 1, "x"))
-- expect: false	bad argument #2 to 'math.randomseed' (number expected, got string)
print(pcall(math.randomseed, {}))
-- expect: false	bad argument #1 to 'math.randomseed' (number expected, got table)
print(pcall(math.randomseed, 1, {}))
-- expect: false	bad argument #2 to 'math.randomseed' (number expected, got table)
print(pcall(math.randomseed, nil))
-- expect: false	bad argument #1 to 'math.randomseed' (number expected, got nil)
