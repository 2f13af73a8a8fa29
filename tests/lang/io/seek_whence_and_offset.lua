-- seek counts from the start, the place or the end, and returns the new place.
local file = io.open("s.txt", "w+")
file:write("0123456789")
print(file:seek(), file:seek("cur"), file:seek("set"), file:seek("end"))
-- expect: 10	10	0	10
print(file:seek("set", 3), file:read(2), file:seek("cur", -1), file:read(1), file:seek("cur", 0))
-- expect: 3	34	4	4	5
print(file:seek("end", -2), file:read("a"), file:seek("end", 5), file:read(0), file:read(1))
-- expect: 8	89	15	nil	nil
print(file:seek(nil, -13), file:seek("set", "4"), file:seek("set", 2.0), file:seek("cur", nil))
-- expect: 2	4	2	2
print(file:seek("set", 20), file:write("x") == file, file:seek("end"), file:seek("set", 9))
-- expect: 20	true	21	9
print((file:read("a"):gsub("\0", "."))) -- expect: 9..........x
print(file:seek("set", -1)) -- expect: nil	Invalid argument	22
print(file:seek("cur", -100)) -- expect: nil	Invalid argument	22
print(file:seek("end", -100), file:seek() > 0) -- expect: nil	true
print(file:seek("set", math.mininteger)) -- expect: nil	Invalid argument	22
