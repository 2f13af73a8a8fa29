-- io.open wants strings, and takes numbers as such.
print(pcall(io.open))
-- expect: false	bad argument #1 to 'io.open' (string expected, got no value)
print(pcall(io.open, nil))
-- expect: false	bad argument #1 to 'io.open' (string expected, got nil)
print(pcall(io.open, {}))
-- expect: false	bad argument #1 to 'io.open' (string expected, got table)
print(pcall(io.open, true, "r"))
-- expect: false	bad argument #1 to 'io.open' (string expected, got boolean)
print(pcall(io.open, "x", print))
-- expect: false	bad argument #2 to 'io.open' (string expected, got function)
print(io.open(12)) -- expect: nil	12: No such file or directory	2
print(io.open(1.5, "w"):write("by number"):close(), io.open("1.5"):read("a"))
-- expect: true	by number
print(select(2, pcall(function() return io.open(print) end)))
-- expect: open_argument_errors.lua:15: bad argument #1 to 'open' (string expected, got function)
print(select(2, pcall(function() return io.open("x", "bad") end)))
-- expect: open_argument_errors.lua:17: bad argument #2 to 'open' (invalid mode)
local open = io.open
print(select(2, pcall(function() return open({}) end)))
-- expect: open_argument_errors.lua:20: bad argument #1 to 'open' (string expected, got table)
