-- A string may hold any bytes, zeros included.
local s = "one\0two\0three"
print(#s) -- expect: 13
print(s:find("\0", 1, true), s:find("two")) -- expect: 4	5	7
print(s:find("%z?two")) -- expect: 4	7
print(#s:gsub("\0", "")) -- expect: 11
print(s == "one\0two\0three", s == "one") -- expect: true	false
print("a\0b" < "a\0c", "a" < "a\0") -- expect: true	true
local parts = {}
for part in s:gmatch("[^\0]+") do parts[#parts + 1] = part end
print(table.concat(parts, "|")) -- expect: one|two|three
