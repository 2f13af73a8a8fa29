-- Writing to a file opened for reading fails with results, but bad values are errors.
io.open("r.txt", "w"):write("kept"):close()
local file = io.open("r.txt")
print(file:write("x")) -- expect: nil	Bad file descriptor	9
print(file:write("x", "y", "z")) -- expect: nil	Bad file descriptor	9
print(file:write() == file, file:seek()) -- expect: true	0
print(select(2, pcall(function() file:write({}) end)):match("bad.*"))
-- expect: bad argument #1 to 'write' (string expected, got table)
print(file:close(), io.open("r.txt"):read("a")) -- expect: true	kept
