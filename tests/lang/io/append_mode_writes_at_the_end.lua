-- In append mode every write goes to the end, wherever the place is.
local function put(text) io.open("a.txt", "w"):write(text):close() end
local function get() return io.open("a.txt"):read("a") end
put("abc")
local file = io.open("a.txt", "a")
print(file:write("d"):seek(), file:seek("set", 1)) -- expect: 4	1
file:write("e")
print(file:seek(), file:close(), get()) -- expect: 5	true	abcde
file = io.open("a.txt", "a+")
print(file:seek("set", 2), file:read(1)) -- expect: 2	c
file:seek("set")
file:write("f")
print(file:seek(), file:seek("set"), file:read("a")) -- expect: 6	0	abcdef
file:close()
print(io.open("new.txt", "a"):write("made"):close(), io.open("new.txt"):read("a"))
-- expect: true	made
print(io.open("a.txt", "a"):read("a")) -- expect: nil	Bad file descriptor	9
