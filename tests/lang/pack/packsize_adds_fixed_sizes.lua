-- packsize is the length of what pack would make; formats of variable length have none.
local size = string.packsize
for _, f in ipairs({"", " ", "b", "bh", "!8 bh", "i4 i8", "!8 i4 i8", "c5 x", "<!4 b Xi4",
                    "f d n", "i1i2i3", "T j J"}) do
    io.write(size(f), " ")
end
print(".") -- expect: 0 0 1 3 4 12 16 6 4 20 6 24 .
local good = 0
for _, f in ipairs({"b", "<!4 b i4", ">i3 i5", "!8 b d b f", "x i2 xx", "!2 i8 b i8", "c7 i2"}) do
    local values = {}
    for option in f:gsub("[!x]%d*", ""):gmatch("%a") do
        values[#values + 1] = option == "c" and "s" or 1
    end
    if #string.pack(f, table.unpack(values)) == size(f) then good = good + 1 end
end
print(good) -- expect: 7
local huge = "c1000000000c1000000000"
print(size(huge), size(huge .. "c147483647"), pcall(string.packsize, "c2147483647"))
-- expect: 2000000000	2147483647	false	invalid format option '7'
print(pcall(string.packsize, huge .. "c147483648"))
-- expect: false	bad argument #1 to 'string.packsize' (format result too large)
print(pcall(string.packsize, "i4 z"))
-- expect: false	bad argument #1 to 'string.packsize' (variable-length format)
print(pcall(string.packsize, "s"))
-- expect: false	bad argument #1 to 'string.packsize' (variable-length format)
print(pcall(string.packsize, 5)) -- expect: false	invalid format option '5'
print(pcall(string.packsize))
-- expect: false	bad argument #1 to 'string.packsize' (string expected, got no value)
print(pcall(string.packsize, {}))
-- expect: false	bad argument #1 to 'string.packsize' (string expected, got table)
