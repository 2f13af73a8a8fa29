-- write returns its file and takes strings and numbers only.
local file = io.open("w.txt", "w")
file:write("a"):write(1, 2.5, -0.0):write("\n")
print(select(2, pcall(file.write, file, "kept", {})):match("string expected, got table"))
-- expect: string expected, got table
print(select(2, pcall(file.write, file, nil)):match("string expected, got nil"))
-- expect: string expected, got nil
file:close()
print(io.open("w.txt"):read("a"))
-- expect: a12.5-0
-- expect: kept
print(io.write() == io.stdout) -- expect: true
io.write("no newline at once", "\n") -- expect: no newline at once
io.stdout:write("x", 1, "\n") -- expect: x1
print(io.stdout:flush() and true, io.flush() and true) -- expect: true	true
