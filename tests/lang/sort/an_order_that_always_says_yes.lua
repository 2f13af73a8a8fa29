-- A comparator that says yes to everything is no order, which is told from four elements on.
local function always() return true end
for n = 0, 5 do
    local list = {}
    for i = 1, n do list[i] = i end
    print(n, pcall(table.sort, list, always))
    -- expect: 0	true
    -- expect: 1	true
    -- expect: 2	true
    -- expect: 3	true
    -- expect: 4	false	invalid order function for sorting
    -- expect: 5	false	invalid order function for sorting
end
print(pcall(table.sort, {1, 1, 1, 1, 1, 1, 1, 1}, function(a, b) return a <= b end))
-- expect: false	invalid order function for sorting
print(pcall(function() table.sort({1, 2, 3, 4, 5}, always) end))
-- expect: false	an_order_that_always_says_yes.lua:16: invalid order function for sorting
local falling = {9, 8, 7, 6, 5, 4, 3, 2, 1}
table.sort(falling, function(a, b) return a < b end)
print(table.concat(falling)) -- expect: 123456789
