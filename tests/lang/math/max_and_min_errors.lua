-- math.max and math.min need an argument, and values that can be compared.
print(pcall(math.max)) -- expect: false	bad argument #1 to 'math.max' (value expected)
print(pcall(math.min)) -- expect: false	bad argument #1 to 'math.min' (value expected)
print(pcall(math.max, 1, 2, nil)) -- expect: false	attempt to compare number with nil
print(pcall(math.min, 1, "x")) -- expect: false	attempt to compare string with number
print(pcall(math.max, "x", 1)) -- expect: false	attempt to compare string with number
print(pcall(math.max, 3, true, {})) -- expect: false	attempt to compare number with boolean
print(pcall(math.max, {}, {})) -- expect: false	attempt to compare two table values
print(select(2, pcall(function() return math.max() end)))
-- expect: max_and_min_errors.lua:9: bad argument #1 to 'max' (value expected)
print(select(2, pcall(function() return math.min(1, print) end)))
-- expect: attempt to compare function with number
print(math.max(nil), math.min(false), type(math.max({}))) -- expect: nil	false	table
