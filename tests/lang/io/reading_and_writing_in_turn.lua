-- With a seek in between a file can be read and written in turn.
local file = io.open("t.txt", "w+")
file:write("aaaa\nbbbb\ncccc\n")
file:seek("set")
print(file:read(), file:seek("cur", 0)) -- expect: aaaa	5
file:write("XX")
file:seek("cur", 0)
print(file:read()) -- expect: bb
file:seek("end")
file:write("dddd\n")
file:seek("set")
print((file:read("a"):gsub("\n", ";"))) -- expect: aaaa;XXbb;cccc;dddd;
file:seek("set", 5)
for i = 1, 4 do
    local byte = file:read(1)
    file:seek("cur", -1)
    file:write(byte:upper())
    file:seek("cur", 0)
end
file:close()
file = io.open("t.txt", "r+")
print(file:read("l", "l")) -- expect: aaaa	XXBB
file:seek("set", 3)
file:write("!")
file:close()
print(io.open("t.txt"):read()) -- expect: aaa!
