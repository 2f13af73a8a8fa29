-- A comparator without any order gives an order or an error, but every element stays.
-- torture: 97
local function check(n, f)
    local t, sum, seen = {}, 0, {}
    for i = 1, n do t[i] = i end
    local ok, message = pcall(table.sort, t, f)
    if not ok and not message:find("invalid order function for sorting", 1, true) then
        return message
    end
    for _, v in ipairs(t) do sum, seen[v] = sum + v, true end
    return #t == n and #seen == n and sum == n * (n + 1) // 2
end
local flip = false
for _, n in ipairs({2, 3, 4, 10, 101, 500}) do
    print(n, check(n, function() return true end), check(n, function() return false end),
          check(n, function(a, b) return a <= b end),
          check(n, function() flip = not flip return flip end),
          check(n, function(a, b) return (a * 7919 + b) % 3 == 0 end))
    -- expect: 2	true	true	true	true	true
    -- expect: 3	true	true	true	true	true
    -- expect: 4	true	true	true	true	true
    -- expect: 10	true	true	true	true	true
    -- expect: 101	true	true	true	true	true
    -- expect: 500	true	true	true	true	true
end
