-- utf8.offset gives the byte where the n-th character after a position starts.
local text = "aä€😀z"
local starts = {}
for n = 1, 7 do starts[n] = tostring(utf8.offset(text, n)) end
print(table.concat(starts, " ")) -- expect: 1 2 4 7 11 12 nil
print(utf8.offset(text, 1, 4), utf8.offset(text, 2, 4), utf8.offset(text, 3, 4))
-- expect: 4	7	11
print(utf8.offset(text, 4, 4), utf8.offset(text, 5, 4)) -- expect: 12	nil
print(utf8.offset("", 1), utf8.offset("", 2), utf8.offset("abc", 4), utf8.offset("abc", 5))
-- expect: 1	nil	4	nil
print(utf8.offset(text, 1, #text + 1), utf8.offset(text, 2, #text + 1)) -- expect: 12	nil
print(utf8.offset(text, 2, -5), utf8.offset(text, 1, -1)) -- expect: 11	11
print(utf8.offset("abc", math.maxinteger)) -- expect: nil
print(utf8.offset(text, "2"), utf8.offset(text, 2.0, "2")) -- expect: 2	4
print(utf8.offset(12345, 3)) -- expect: 3
