-- unpack takes the position to start at and gives the one behind what it read.
local unpack = string.unpack
local s = "\1\2\3\4\5"
print(unpack("b", s), unpack("b", s, 3), unpack("b", s, -1), unpack("bb", s, -2))
-- expect: 1	3	5	4	5	6
print(unpack("b", s, 0), unpack("b", s, -100), unpack("", s, 6), unpack("b", s, "2"))
-- expect: 1	1	6	2	3
print(unpack("b", s, 2.0), unpack("b", s, nil), unpack("c0", s, 6)) -- expect: 2	1		6
print(pcall(string.unpack, "b", s, 6))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.unpack, "b", s, 7))
-- expect: false	bad argument #3 to 'string.unpack' (initial position out of string)
print(pcall(string.unpack, "", s, 7))
-- expect: false	bad argument #3 to 'string.unpack' (initial position out of string)
print(pcall(string.unpack, "b", s, math.maxinteger))
-- expect: false	bad argument #3 to 'string.unpack' (initial position out of string)
print(pcall(string.unpack, "b", s, 1.5))
-- expect: false	bad argument #3 to 'string.unpack' (number has no integer representation)
print(pcall(string.unpack, "b", s, "x"))
-- expect: false	bad argument #3 to 'string.unpack' (number expected, got string)
print(pcall(string.unpack, "i4", s, 3))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
local at, parts = 1, {}
while at <= #s do
    local v
    v, at = unpack("b", s, at)
    parts[#parts + 1] = v .. "@" .. at
end
print(table.concat(parts, " ")) -- expect: 1@2 2@3 3@4 4@5 5@6
print(select("#", unpack(("b"):rep(5), s)), (select(-1, unpack(("b"):rep(5), s)))) -- expect: 6	6
