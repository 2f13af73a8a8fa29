-- The message of a function that is called last shows the line of that call.
local file = io.open("x.txt", "w")
print(select(2, pcall(function() return io.lines({}) end)):match("line.lua:.*"))
-- expect: line.lua:3: bad argument #1 to 'lines' (string expected, got table)
print(select(2, pcall(function() return io.lines("absent") end)):match("line.lua:.*"))
-- expect: line.lua:5: cannot open file 'absent' (No such file or directory)
print(select(2, pcall(function() return file.lines() end)):match("line.lua:.*"))
-- expect: line.lua:7: bad argument #1 to 'lines' (FILE* expected, got no value)
print(select(2, pcall(function() return file.lines(12) end)):match("line.lua:.*"))
-- expect: line.lua:9: bad argument #1 to 'lines' (FILE* expected, got number)
print(select(2, pcall(function() return file.read() end)):match("line.lua:.*"))
-- expect: line.lua:11: bad argument #1 to 'read' (FILE* expected, got no value)
file:close()
print(select(2, pcall(function() return file:lines() end)):match("line.lua:.*"))
-- expect: line.lua:14: attempt to use a closed file
print(select(2, pcall(function() return file:read() end)):match("line.lua:.*"))
-- expect: line.lua:16: attempt to use a closed file
