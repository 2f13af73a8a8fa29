-- __len says how many elements table.sort orders.
local function sorted(length)
    local t = setmetatable({5, 4, 3, 2, 1}, {__len = function() return length end})
    table.sort(t)
    return table.concat(t, " ", 1, 5)
end
print(sorted(3), sorted(5), sorted(2.0)) -- expect: 3 4 5 2 1	1 2 3 4 5	4 5 3 2 1
print(sorted(1), sorted(0), sorted(-1), sorted(math.mininteger))
-- expect: 5 4 3 2 1	5 4 3 2 1	5 4 3 2 1	5 4 3 2 1
local inherited = setmetatable({}, {__index = {9, 8, 7}, __len = function() return 3 end})
table.sort(inherited)
print(rawget(inherited, 1), inherited[1], inherited[2], inherited[3]) -- expect: 7	7	8	9
local hidden = setmetatable({3, 2, 1}, {__metatable = "hidden"})
table.sort(hidden)
print(table.concat(hidden, " ")) -- expect: 1 2 3
