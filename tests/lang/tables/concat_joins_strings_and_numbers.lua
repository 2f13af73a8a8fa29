-- table.concat joins strings and numbers with a separator, within a range.
print(table.concat({1, 2, 3})) -- expect: 123
print(table.concat({"a", "b", "c"}, ", ")) -- expect: a, b, c
print(table.concat({1, 2.5, "x"}, "-")) -- expect: 1-2.5-x
print(table.concat({"a", "b", "c", "d"}, "+", 2, 3)) -- expect: b+c
print("[" .. table.concat({}, ",") .. "]", "[" .. table.concat({1}, ",", 2) .. "]") -- expect: []	[]
print(table.concat({"x"}, ",", 1, 1), table.concat({[0] = "zero", "one"}, " ", 0))
-- expect: x	zero one
print(table.concat({1, 2}, 0)) -- expect: 102
print(pcall(table.concat, {1, {}, 3}))
-- expect: false	invalid value (table) at index 2 in table for 'concat'
print(pcall(table.concat, {1, 2}, ",", 1, 3))
-- expect: false	invalid value (nil) at index 3 in table for 'concat'
print(pcall(table.concat, {true}))
-- expect: false	invalid value (boolean) at index 1 in table for 'concat'
