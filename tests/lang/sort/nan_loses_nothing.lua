-- NaN has no place in any order, but sorting loses no element.
local nan = 0 / 0
for _, n in ipairs({1, 2, 5, 40, 200}) do
    local t = {}
    for i = 1, n do t[i] = i % 3 == 0 and nan or (i * 37) % 101 end
    local before, nans = 0, 0
    for _, v in ipairs(t) do if v == v then before = before + v else nans = nans + 1 end end
    local ok = pcall(table.sort, t)
    local after = 0
    for _, v in ipairs(t) do if v == v then after = after + v else nans = nans - 1 end end
    print(#t, before == after, nans)
    -- expect: 1	true	0
    -- expect: 2	true	0
    -- expect: 5	true	0
    -- expect: 40	true	0
    -- expect: 200	true	0
end
local t = {3, 1, nan, 2}
table.sort(t, function(a, b)
    if a ~= a then return false end
    return b ~= b or a < b
end)
print(t[1], t[2], t[3], t[4] ~= t[4]) -- expect: 1	2	3	true
