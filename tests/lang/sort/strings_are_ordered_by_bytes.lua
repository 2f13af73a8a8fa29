-- Strings with zeros and high bytes have their place in the order.
local t = {"b", "a\0b", "a", "\255", "a\0", "", "\0", "\127", "B", "a\0a", "ab", "\128"}
table.sort(t)
local out = {}
for i, s in ipairs(t) do out[i] = #s == 0 and "-" or table.concat({s:byte(1, -1)}, ".") end
print(table.concat(out, " ")) -- expect: - 0 66 97 97.0 97.0.97 97.0.98 97.98 98 127 128 255
local numerals = {"10", "9", "2", "1", "01", "1.5"}
table.sort(numerals)
print(table.concat(numerals, " ")) -- expect: 01 1 1.5 10 2 9
table.sort(numerals, function(a, b) return tonumber(a) > tonumber(b) end)
print(numerals[1], numerals[2], numerals[3], numerals[4]) -- expect: 10	9	2	1.5
