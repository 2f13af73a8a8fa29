-- A temporary file can be written and read; its name is nobody's business.
local file = io.tmpfile()
file:write("some text\n", 1, " ", 2)
file:seek("set")
print(file:read("l", "n", "n")) -- expect: some text	1	2
print(file:seek("set", 5), file:read(4)) -- expect: 5	text
print(file:flush() and true, file:setvbuf("full", 100), file:setvbuf("no"))
-- expect: true	true	true
print(file:close()) -- expect: true
local name = os.tmpname()
local made = io.open(name, "w")
print(io.type(made), made:close(), os.remove(name)) -- expect: file	true	true
print(io.open(name) == nil) -- expect: true
