-- Lines and files larger than any buffer come back whole.
local line = ("0123456789"):rep(30000)
local file = io.open("long.txt", "w")
for i = 1, 3 do file:write(line, i, "\n") end
file:close()
local count = 0
for text in io.lines("long.txt") do
    count = count + 1
    assert(#text == 300001 and text:sub(-1) == tostring(count))
end
print(count) -- expect: 3
file = io.open("long.txt")
print(#file:read("a"), file:seek("end")) -- expect: 900006	900006
file:seek("set", 299999)
print(file:read(3), #file:read(400000), #file:read("a"))
-- expect: 91
-- expect: 	400000	200004
file:close()
-- torture: 499
