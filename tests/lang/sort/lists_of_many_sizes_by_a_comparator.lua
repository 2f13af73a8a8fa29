-- Lists of any size are sorted by a comparator as by the operator.
-- torture: 97
local seed = 7
local function random()
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return seed >> 8
end
for _, n in ipairs({2, 5, 6, 7, 11, 12, 13, 24, 25, 49, 50, 51, 96, 97, 500}) do
    local list, copy = {}, {}
    for i = 1, n do
        list[i] = random() % (n * 2)
        copy[i] = list[i]
    end
    table.sort(list)
    table.sort(copy, function(a, b) return a < b end)
    local same = table.concat(list, " ") == table.concat(copy, " ")
    table.sort(copy, function(a, b) return a > b end)
    for i = 1, n do same = same and copy[i] == list[n + 1 - i] end
    if not same then print(n) end
end
print("sorted") -- expect: sorted
