-- A comparator says which of two values comes first.
local t = {3, 1, 4, 1, 5, 9, 2, 6}
table.sort(t, function(a, b) return a > b end)
print(table.concat(t, " ")) -- expect: 9 6 5 4 3 2 1 1
local people = {{"Ann", 30}, {"Bob", 25}, {"Cy", 35}}
table.sort(people, function(a, b) return a[2] < b[2] end)
for _, p in ipairs(people) do
    print(p[1], p[2])
    -- expect: Bob	25
    -- expect: Ann	30
    -- expect: Cy	35
end
local words = {"ccc", "a", "bb", "dddd"}
table.sort(words, function(a, b) return #a > #b end)
print(table.concat(words, " ")) -- expect: dddd ccc bb a
table.sort(words, math.ult and function(a, b) return a < b end)
print(table.concat(words, " ")) -- expect: a bb ccc dddd
