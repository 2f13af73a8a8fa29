-- All bytes go to a file and back unchanged, in every mode.
-- torture: 199
local all = {}
for i = 0, 255 do all[i + 1] = string.char(i) end
local bytes = table.concat(all)
local function check(write, read)
    local f = io.open("b.bin", write)
    f:write(bytes, bytes:reverse())
    f:close()
    f = io.open("b.bin", read)
    local size, front, back = f:seek("end"), f:seek("set") and f:read(256), f:read("a")
    f:seek("set")
    local count, last = 0
    for line in f:lines("L") do count, last = count + 1, line end
    f:close()
    return size, front == bytes, back == bytes:reverse(), count, #last
end
print(check("w", "r")) -- expect: 512	true	true	3	10
print(check("wb", "rb")) -- expect: 512	true	true	3	10
print(check("w+", "r+")) -- expect: 512	true	true	3	10
