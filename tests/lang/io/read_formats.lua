-- read takes lines, numbers, counts and everything; several formats in one call.
local file = io.open("data.txt", "w")
file:write("first line\n12 0x1F -3.5e1 nan\nrest of it\n\nend")
file:close()
file = io.open("data.txt")
print(file:read(0), file:read(5), file:read("L"))
-- expect: 	first	 line
-- expect: 
print(file:read("n", "n", "n", "n")) -- expect: 12	31	-35.0	nil
print(file:read("l")) -- expect: nan
print(file:read("L", 0, 3, "*l"))
-- expect: rest of it
-- expect: 		
-- expect: en	d
print(file:read("a")) -- expect: 
print(file:read("a"), file:read("l"), file:read(0), file:read(1), file:read("n"))
-- expect: 	nil	nil	nil	nil
file:seek("set")
print(#file:read(1000), file:read(1000)) -- expect: 45	nil
file:close()
