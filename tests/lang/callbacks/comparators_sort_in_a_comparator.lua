-- A comparator sorts lists of its own; an error from within is caught in the outer one.
local failed, log = 0, {}
local function middle(list)
    local copy = table.move(list, 1, #list, 1, {})
    local ok, e = pcall(table.sort, copy, function(a, b)
        local turns = {}
        for i = 1, 5 do turns[i] = a * i - b * i end
        if a == 13 or b == 13 then error("unlucky " .. #turns, 0) end
        return turns[5] < 0
    end)
    if not ok then failed = failed + 1 log[1] = e end
    return ok and copy[2] or 0
end
local lists = {{4, 2, 6}, {9, 7, 8}, {1, 13, 3}, {3, 1, 2}}
table.sort(lists, function(a, b)
    local x = middle(a)
    local y = middle(b)
    return x < y
end)
for i, list in ipairs(lists) do print(i, table.concat(list, "+"), middle(list)) end
-- expect: 1	1+13+3	0
-- expect: 2	3+1+2	2
-- expect: 3	4+2+6	4
-- expect: 4	9+7+8	8
print(failed > 1, log[1]) -- expect: true	unlucky 5
print(pcall(table.sort, lists, function(a, b) -- expect: true
    table.sort(a, function(x, y) if x == 13 then error("inside", 0) end return x > y end)
    return a[1] < b[1]
end))
