-- An open file that is removed can be used until it is closed.
-- skip torture: a removed file is lost by a resume
local function pause() end -- a place for a snapshot
local file = io.open("gone.txt", "w+")
file:write("kept for now")
print(os.remove("gone.txt"), io.open("gone.txt"))
-- expect: true	nil	gone.txt: No such file or directory	2
pause()
file:seek("set", 5)
pause()
print(file:read("a"), file:close()) -- expect: for now	true
io.open("gone.txt", "w"):write("a"):close()
local reader = io.open("gone.txt")
io.open("other.txt", "w"):write("b"):close()
print(os.rename("other.txt", "gone.txt")) -- expect: true
pause()
print(reader:read("a")) -- expect: a
