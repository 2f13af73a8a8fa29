-- table.move gives the same as a copy through another table, for each overlap.
-- torture: 7
local function by_copy(t, from, to, at)
    local copy = {}
    for i = from, to do copy[i] = t[i] end
    for i = from, to do t[at + i - from] = copy[i] end
    return t
end
local checked, wrong = 0, 0
for from = -1, 4 do
    for to = from - 1, 5 do
        for at = -3, 7 do
            local a, b = {10, 20, 30, nil, 50}, {10, 20, 30, nil, 50}
            by_copy(a, from, to, at)
            local result = table.move(b, from, to, at)
            checked = checked + 1
            for i = -5, 15 do if a[i] ~= b[i] then wrong = wrong + 1 end end
            if result ~= b then wrong = wrong + 1 end
        end
    end
end
print(checked, wrong) -- expect: 363	0
