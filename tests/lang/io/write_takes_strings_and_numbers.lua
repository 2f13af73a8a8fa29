-- write converts numbers like tostring, and takes nothing else.
local file = io.open("w.txt", "w")
file:write(1, " ", -0.0, " ", 1e100, " ", 2 ^ 53, " ", 1 / 0, " ", math.mininteger, " ", 0.1, "\n")
file:write():write(""):write("x", "", "y\0z")
print(file:seek()) -- expect: 64
file:close()
file = io.open("w.txt")
print(file:read("l")) -- expect: 1 -0 1e+100 9.007199254741e+15 inf -9223372036854775808 0.1
print(file:read("a") == "xy\0z") -- expect: true
io.output("o.txt")
print(io.write(12, 0.5) == io.output(), io.close(), io.open("o.txt"):read("n"))
-- expect: true	true	120.5
