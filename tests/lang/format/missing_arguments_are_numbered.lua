-- The message counts the arguments of the call, the format being the first.
local f = string.format
print(pcall(f, "%d")) -- expect: false	bad argument #2 to 'string.format' (no value)
print(pcall(f, "%s %s", 1)) -- expect: false	bad argument #3 to 'string.format' (no value)
print(pcall(f, "%%%d")) -- expect: false	bad argument #2 to 'string.format' (no value)
print(pcall(f, "%d %d %d", 1, 2)) -- expect: false	bad argument #4 to 'string.format' (no value)
print(pcall(f, "%d %d", 1, "x"))
-- expect: false	bad argument #3 to 'string.format' (number expected, got string)
print(pcall(f)) -- expect: false	bad argument #1 to 'string.format' (string expected, got no value)
print(pcall(f, nil)) -- expect: false	bad argument #1 to 'string.format' (string expected, got nil)
print(pcall(f, {}, 1))
-- expect: false	bad argument #1 to 'string.format' (string expected, got table)
local function say(g) print((select(2, pcall(g)):match("%d+: (.*)"))) end
say(function() return ("%d %d"):format(1) end) -- expect: bad argument #2 to 'format' (no value)
say(function() return ("%d %d"):format("x", 1) end)
-- expect: bad argument #1 to 'format' (number expected, got string)
say(function() return f("%d", {}) end)
-- expect: bad argument #2 to 'f' (number expected, got table)
say(function() return string.format("%d") end) -- expect: bad argument #2 to 'format' (no value)
print(f("%s %s", 1, nil), pcall(f, "%s %s", 1, nil)) -- expect: 1 nil	true	1 nil
