-- seek moves and tells the place, also between reading and writing.
local file = io.open("data.txt", "w+")
file:write("0123456789")
print(file:seek(), file:seek("cur", -4), file:seek("set")) -- expect: 10	6	0
print(file:read(3), file:seek()) -- expect: 012	3
print(file:write("AB"):seek()) -- expect: 5
print(file:read(2), file:seek("end")) -- expect: 56	10
print(file:seek("set", 2), file:read("a")) -- expect: 2	2AB56789
print(file:seek("set", -1)) -- expect: nil	Invalid argument	22
print(pcall(file.seek, file, "set", 1.5) == false, pcall(file.seek, file, "up") == false)
-- expect: true	true
file:seek("set", 15)
file:write("X")
file:seek("set", 0)
print((file:read("a"):gsub("\0", "~"))) -- expect: 012AB56789~~~~~X
file:close()
