-- "a" gives the rest, which is "" at the end; the others give nil there.
local f = io.open("f.txt", "w+")
print(f:read("a") == "", f:read("l"), f:read("L"), f:read("n"), f:read(1), f:read(0))
-- expect: true	nil	nil	nil	nil	nil
f:write("x\ny")
f:seek("set", 1)
print((f:read("a"):gsub("\n", "N")), f:read("a") == "", f:read("l"), f:seek())
-- expect: Ny	true	nil	3
f:close()
print(io.open("f.txt", "rb"):read("a") == "x\ny", io.open("f.txt", "w"):seek("end"))
-- expect: true	0
