-- utf8.offset with n = 0 finds the start of the character that holds a byte.
local text = "aä€😀z"
local starts = {}
for i = 1, #text + 1 do starts[i] = utf8.offset(text, 0, i) end
print(table.concat(starts, " ")) -- expect: 1 2 2 4 4 4 7 7 7 7 11 12
print(utf8.offset(text, 0), utf8.offset("", 0), utf8.offset("ä", 0)) -- expect: 1	1	1
print(utf8.offset(text, 0, -1), utf8.offset(text, 0, -2), utf8.offset(text, 0, -5))
-- expect: 11	7	7
print(utf8.offset("\x80\x80", 0, 2), utf8.offset("a\x80\x80\x80", 0, 4)) -- expect: 1	1
