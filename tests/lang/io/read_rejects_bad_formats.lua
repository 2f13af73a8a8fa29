-- Unknown formats and broken counts are errors that name the argument.
local f = io.open("f.txt", "w+")
f:write("some text")
f:seek("set")
print(select(2, pcall(function() f:read("x") end)))
-- expect: read_rejects_bad_formats.lua:5: bad argument #1 to 'read' (invalid format)
print(select(2, pcall(function() f:read(1, "x") end)), f:seek())
-- expect: read_rejects_bad_formats.lua:7: bad argument #2 to 'read' (invalid format)	1
print(select(2, pcall(function() f:read(1.5) end)):match(": (bad.*)"))
-- expect: bad argument #1 to 'read' (number has no integer representation)
print(pcall(function() f:read(2 ^ 63) end) == false) -- expect: true
print(select(2, pcall(function() f.read(f, "l", "q") end)))
-- expect: read_rejects_bad_formats.lua:12: bad argument #3 to 'read' (invalid format)
print(select(2, pcall(function() io.read("x") end)))
-- expect: read_rejects_bad_formats.lua:14: bad argument #1 to 'read' (invalid format)
print(pcall(io.read, "*")) -- expect: false	bad argument #1 to 'io.read' (invalid format)
print(pcall(io.read, 0.5))
-- expect: false	bad argument #1 to 'io.read' (number has no integer representation)
print(f:read(3.0)) -- expect: nil
