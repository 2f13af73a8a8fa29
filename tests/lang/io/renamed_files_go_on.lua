-- An open file goes on when it, or a folder above it, gets another name.
local function pause() end -- a place for a snapshot
local file = io.open("old.txt", "w")
file:write("one ")
print(os.rename("old.txt", "new.txt")) -- expect: true
pause()
file:write("two ")
print(os.execute("mkdir a && mv new.txt a && mkdir b && mv a b")) -- expect: true	exit	0
pause()
file:write("three")
local reader = io.open("b/a/new.txt")
print(os.rename("b", "c")) -- expect: true
pause()
file:close()
pause()
print(reader:read("a"), io.open("c/a/new.txt"):read("a")) -- expect: one two three	one two three
reader:close()
io.open("old.txt", "w"):write("another"):close()
print(os.rename("old.txt", "c/a/new.txt")) -- expect: true
pause()
print(io.open("c/a/new.txt"):read("a")) -- expect: another
