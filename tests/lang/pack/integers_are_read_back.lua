-- unpack gives each integer as it was packed, in any size and byte order that holds it.
local unpack = string.unpack
local good, count = 0, 0
for _, order in ipairs({"<", ">", "="}) do
    for n = 1, 16 do
        local top = n < 8 and 1 << (8 * n - 1) or math.mininteger
        for _, v in ipairs({0, 1, -1, 100, -100, top - 1, n < 8 and -top or top}) do
            count = count + 1
            local s = string.pack(order .. "i" .. n, v)
            local back, at = unpack(order .. "i" .. n, s)
            if #s == n and back == v and at == n + 1 and math.type(back) == "integer" then
                good = good + 1
            end
        end
    end
end
print(good == count, count) -- expect: true	336
print(unpack("<b", "\255"), unpack("<B", "\255"), unpack("<h", "\0\128")) -- expect: -1	255	-32768	3
print(unpack("<H", "\0\128"), unpack(">h", "\128\0"), unpack("<I3", "\1\2\3"))
-- expect: 32768	-32768	197121	4
print(unpack("<j", ("\255"):rep(8)), unpack("<J", ("\255"):rep(8))) -- expect: -1	-1	9
print(unpack("<i7", ("\255"):rep(7)), unpack("<I7", ("\255"):rep(7)))
-- expect: -1	72057594037927935	8
print(unpack("<i9", ("\255"):rep(9)), unpack(">I9", "\0" .. ("\255"):rep(8))) -- expect: -1	-1	10
