-- table.sort orders numbers of both kinds, and strings by their bytes.
local function show(t, f)
    table.sort(t, f)
    return table.concat(t, " ")
end
print(show({3, 1, 2})) -- expect: 1 2 3
print(show({2.5, 1, -3, 0.5, 10})) -- expect: -3 0.5 1 2.5 10
print(show({"pear", "Apple", "fig", "apple", ""})) -- expect:  Apple apple fig pear
print(show({"a10", "a9", "a", "ab", "b"})) -- expect: a a10 a9 ab b
print(show({}), show({1})) -- expect: 	1
print(show({1 / 0, -1 / 0, 0, math.maxinteger, math.mininteger}))
-- expect: -inf -9223372036854775808 0 9223372036854775807 inf
print(show({9007199254740993, 9007199254740992.0, 9007199254740991}))
-- expect: 9007199254740991 9.007199254741e+15 9007199254740993
print(show({"x\0b", "x\0a", "x"}) == "x x\0a x\0b") -- expect: true
