-- sub cuts what lies between two positions, wherever they point.
local s = "12345"
local rows = {}
for _, i in ipairs({-7, -6, -5, -1, 0, 1, 3, 5, 6, 7}) do
    local row = {}
    for _, j in ipairs({-7, -6, -5, -2, -1, 0, 1, 4, 5, 6}) do row[#row + 1] = s:sub(i, j) end
    rows[#rows + 1] = table.concat(row, ",")
end
for _, row in ipairs(rows) do print(row) end
-- expect: ,,1,1234,12345,,1,1234,12345,12345
-- expect: ,,1,1234,12345,,1,1234,12345,12345
-- expect: ,,1,1234,12345,,1,1234,12345,12345
-- expect: ,,,,5,,,,5,5
-- expect: ,,1,1234,12345,,1,1234,12345,12345
-- expect: ,,1,1234,12345,,1,1234,12345,12345
-- expect: ,,,34,345,,,34,345,345
-- expect: ,,,,5,,,,5,5
-- expect: ,,,,,,,,,
-- expect: ,,,,,,,,,
print(s:sub(2), s:sub(-2), s:sub(0), s:sub(9) == "", s:sub(2, nil), s:sub(-100))
-- expect: 2345	45	12345	true	2345	12345
print(s:sub(math.mininteger, 2), s:sub(4, math.maxinteger), s:sub(math.maxinteger) == "")
-- expect: 12	45	true
print(s:sub(math.mininteger, math.mininteger) == "", s:sub("2", 3.0), (""):sub(1, 1) == "")
-- expect: true	23	true
print(pcall(string.sub, s))
-- expect: false	bad argument #2 to 'string.sub' (number expected, got no value)
print(pcall(string.sub, s, 1.5))
-- expect: false	bad argument #2 to 'string.sub' (number has no integer representation)
print(pcall(string.sub, s, 1, "x"))
-- expect: false	bad argument #3 to 'string.sub' (number expected, got string)
print(pcall(string.sub, nil, 1))
-- expect: false	bad argument #1 to 'string.sub' (string expected, got nil)
