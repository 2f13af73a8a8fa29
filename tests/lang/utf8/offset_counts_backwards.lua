-- With a negative n utf8.offset counts from the end, or before a position.
local text = "aä€😀z"
local starts = {}
for n = -1, -6, -1 do starts[#starts + 1] = tostring(utf8.offset(text, n)) end
print(table.concat(starts, " ")) -- expect: 11 7 4 2 1 nil
print(utf8.offset(text, -1, 4), utf8.offset(text, -2, 4), utf8.offset(text, -3, 4))
-- expect: 2	1	nil
print(utf8.offset(text, -1, 1), utf8.offset(text, -1, 2)) -- expect: nil	1
print(utf8.offset(text, -1, #text + 1), utf8.offset(text, -5, #text + 1)) -- expect: 11	1
print(utf8.offset("", -1), utf8.offset("x", -1), utf8.offset("x", -2)) -- expect: nil	1	nil
print(utf8.offset(text, -1, -1), utf8.offset(text, -2, -5)) -- expect: 7	2
print(utf8.offset("abc", math.mininteger)) -- expect: nil
print(text:sub(utf8.offset(text, -2), -1) == "😀z") -- expect: true
