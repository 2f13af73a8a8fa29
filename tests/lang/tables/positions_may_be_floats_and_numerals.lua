-- Positions are integers, also when given as floats or numerals.
local t = {1, 2, 3}
table.insert(t, 2.0, "f")
table.insert(t, "1", "s")
table.insert(t, "0x2", "h")
print(table.concat(t, " ")) -- expect: s h 1 f 2 3
print(table.remove(t, "1"), table.remove(t, 1.0), table.remove(t, " 3 ")) -- expect: s	h	2
print(table.concat(t, " ", "2"), table.concat(t, " ", 1.0, "2")) -- expect: f 3	1 f
print(table.unpack(t, "2")) -- expect: f	3
print(table.unpack(t, 1.0, "2")) -- expect: 1	f
print(table.concat(table.move(t, "1", 2.0, "3"), " ")) -- expect: 1 f 1 f
for k in pairs(t) do
    if math.type(k) ~= "integer" then print("not an integer", k) end
end
