-- table.concat writes numbers as tostring does, also as the separator.
local t = {1, -2, 3.0, 2.5, -0.0, 2 ^ 53, 1e100, 1 / 0, -1 / 0}
local parts = {}
for i, v in ipairs(t) do parts[i] = tostring(v) end
print(table.concat(t, " ") == table.concat(parts, " "), table.concat(t, " "))
-- expect: true	1 -2 3.0 2.5 -0.0 9.007199254741e+15 1e+100 inf -inf
print(table.concat({1, 2, 3}, 0), table.concat({1, 2, 3}, 1.5), table.concat({"a", "b"}, -0.0))
-- expect: 10203	11.521.53	a-0.0b
print(table.concat({7}), math.type(table.concat({7})), #table.concat({1.0, 2}))
-- expect: 7	nil	4
print(table.concat({1e15, 1e16, 0.1, 1 / 3}, ";")) -- expect: 1e+15;1e+16;0.1;0.33333333333333
print(table.concat({math.mininteger, math.maxinteger}, ".."))
-- expect: -9223372036854775808..9223372036854775807
