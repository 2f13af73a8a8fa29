-- After flush, seek or close another handle sees what was written.
local function seen() return io.open("f.txt"):read("a") end
local file = io.open("f.txt", "w")
file:write("a")
print(file:flush() == file, seen()) -- expect: false	a
file:write("b")
print(file:seek("cur"), seen()) -- expect: 2	ab
file:write("c")
file:close()
print(seen()) -- expect: abc
io.output("f.txt")
io.write("d")
print(io.flush() == io.output(), seen()) -- expect: false	d
io.output():write("e"):flush()
print(seen(), io.close(), io.output(io.stdout) == io.stdout) -- expect: de	true	true
local a, b = io.open("f.txt", "r+"), io.open("f.txt", "r+")
a:write("X"):flush()
b:seek("set", 1)
b:write("Y"):flush()
print(seen(), a:seek("set"), a:read("a")) -- expect: XY	0	XY
