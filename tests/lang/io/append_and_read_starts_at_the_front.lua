-- A file opened with "a+" is read from its start.
io.open("a.txt", "w"):write("first\nsecond\n"):close()
local file = io.open("a.txt", "a+")
print(file:seek()) -- expect: 0
print(file:read()) -- expect: first
file:seek("cur", 0)
file:write("third\n")
file:seek("set")
print(file:read("l", "l", "l", "l")) -- expect: first	second	third	nil
file:close()
