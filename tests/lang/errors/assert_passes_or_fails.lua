-- assert returns all its arguments, or raises its second one.
print(assert(1, 2, 3)) -- expect: 1	2	3
print(select("#", assert(true, nil, nil))) -- expect: 3
print(pcall(assert, false)) -- expect: false	assertion failed!
print(pcall(assert, nil, "message")) -- expect: false	message
print(pcall(assert, false, nil)) -- expect: false	nil
local t = {}
print(select(2, pcall(assert, false, t)) == t) -- expect: true
print(pcall(assert)) -- expect: false	bad argument #1 to 'assert' (value expected)
print(pcall(assert, io.open("no such file")))
-- expect: false	no such file: No such file or directory
print(pcall(function() assert(1 == 2, "with its place") end))
-- expect: false	assert_passes_or_fails.lua:12: with its place
