-- A format is a string or an integer; the message counts without the file.
local f = io.open("f.txt", "w+")
print(select(2, pcall(function() f:read({}) end)))
-- expect: read_wants_formats.lua:3: bad argument #1 to 'read' (string expected, got table)
print(select(2, pcall(function() f:read("l", true) end))) -- expect:
print(select(2, pcall(function() f:read(nil) end)))
-- expect: read_wants_formats.lua:6: bad argument #1 to 'read' (string expected, got nil)
print(select(2, pcall(function() f:read(print) end)))
-- expect: read_wants_formats.lua:8: bad argument #1 to 'read' (string expected, got function)
print(select(2, pcall(function() io.read({}) end)))
-- expect: read_wants_formats.lua:10: bad argument #1 to 'read' (string expected, got table)
print(pcall(io.read, nil))
-- expect: false	bad argument #1 to 'io.read' (string expected, got nil)
