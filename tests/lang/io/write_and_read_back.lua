-- What is written to a file can be read again, line by line.
local file = assert(io.open("data.txt", "w"))
print(io.type(file), file:write("one\n", 2, "\n", 3.5, "\nlast") == file) -- expect: file	true
print(file:close(), io.type(file)) -- expect: true	closed file
local back = io.open("data.txt")
print(back:read()) -- expect: one
print(back:read("l")) -- expect: 2
print(back:read("L"))
-- expect: 3.5
-- expect: 
print(back:read("l"), back:read("l")) -- expect: last	nil
print(back:close()) -- expect: true
print(io.open("data.txt", "a"):write("!"):close()) -- expect: true
print(io.open("data.txt"):read("a"))
-- expect: one
-- expect: 2
-- expect: 3.5
-- expect: last!
