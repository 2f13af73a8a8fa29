-- A value must fit its size; from eight bytes on every integer fits.
local function try(...) return (pcall(string.pack, ...)) end
for n = 1, 7 do
    local top = 1 << (8 * n - 1)
    local i, u = "i" .. n, "I" .. n
    local fits = {try(i, top - 1), try(i, -top), try(u, 2 * top - 1), try(u, 0)}
    local fails = {try(i, top), try(i, -top - 1), try(u, 2 * top), try(u, -1)}
    print(n, fits[1], fits[2], fits[3], fits[4], fails[1], fails[2], fails[3], fails[4])
    -- expect: 1	true	true	true	true	false	false	false	false
    -- expect: 2	true	true	true	true	false	false	false	false
    -- expect: 3	true	true	true	true	false	false	false	false
    -- expect: 4	true	true	true	true	false	false	false	false
    -- expect: 5	true	true	true	true	false	false	false	false
    -- expect: 6	true	true	true	true	false	false	false	false
    -- expect: 7	true	true	true	true	false	false	false	false
end
print(try("i8", math.mininteger), try("I8", -1), try("j", math.maxinteger), try("J", -1))
-- expect: true	true	true	true
print(pcall(string.pack, "b", 128))
-- expect: false	bad argument #2 to 'string.pack' (integer overflow)
print(pcall(string.pack, "B", -1))
-- expect: false	bad argument #2 to 'string.pack' (unsigned overflow)
print(pcall(string.pack, "i2 h", 1, 40000))
-- expect: false	bad argument #3 to 'string.pack' (integer overflow)
print(pcall(string.pack, "I3", 1 << 24))
-- expect: false	bad argument #2 to 'string.pack' (unsigned overflow)
print(pcall(string.pack, "i4", 1.5))
-- expect: false	bad argument #2 to 'string.pack' (number has no integer representation)
print(pcall(string.pack, "i4", 2^63))
-- expect: false	bad argument #2 to 'string.pack' (number has no integer representation)
print(pcall(string.pack, "i4", "x"))
-- expect: false	bad argument #2 to 'string.pack' (number expected, got string)
print(pcall(string.pack, "i4", {}))
-- expect: false	bad argument #2 to 'string.pack' (number expected, got table)
