-- What the system refuses comes back as nil, a message and a number.
print(io.open("no/such/file")) -- expect: nil	no/such/file: No such file or directory	2
print(io.open("/"):read(1)) -- expect: nil	Is a directory	21
print(io.open("/", "w")) -- expect: nil	/: Is a directory	21
print(os.remove("absent")) -- expect: nil	absent: No such file or directory	2
print(os.rename("absent", "other") == nil) -- expect: true
local file = io.open("f.txt", "w")
print(file:read("l")) -- expect: nil	Bad file descriptor	9
file:close()
file = io.open("f.txt")
print(file:write("x")) -- expect: nil	Bad file descriptor	9
file:close()
print(os.rename("f.txt", "g.txt"), io.open("f.txt") == nil, os.remove("g.txt"))
-- expect: true	true	true
print(os.remove("g.txt")) -- expect: nil	g.txt: No such file or directory	2
