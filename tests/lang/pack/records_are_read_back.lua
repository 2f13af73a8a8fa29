-- A record of many kinds comes back as it went in, in each byte order.
local unpack = string.unpack
for _, order in ipairs({"<", ">", "=", "<!4", ">!8"}) do
    local f = order .. " b H i4 j f d s1 s2 z c4 x Xi4 I8 n"
    local s = string.pack(f, -1, 65535, -70000, math.mininteger, 0.5, 0.1, "one", "", "zero",
                          "four", 7, -1.5)
    local r = table.pack(unpack(f, s))
    print(order, #s == r[r.n] - 1, r.n, table.concat(r, " ", 1, 12))
    -- expect: <	true	13	-1 65535 -70000 -9223372036854775808 0.5 0.1 one  zero four 7 -1.5
    -- expect: >	true	13	-1 65535 -70000 -9223372036854775808 0.5 0.1 one  zero four 7 -1.5
    -- expect: =	true	13	-1 65535 -70000 -9223372036854775808 0.5 0.1 one  zero four 7 -1.5
    -- expect: <!4	true	13	-1 65535 -70000 -9223372036854775808 0.5 0.1 one  zero four 7 -1.5
    -- expect: >!8	true	13	-1 65535 -70000 -9223372036854775808 0.5 0.1 one  zero four 7 -1.5
end
