-- With less than two elements table.sort does not look at its comparator.
local called = false
local function comparator() called = true end
table.sort({}, comparator)
table.sort({1}, comparator)
print(called) -- expect: false
print(pcall(table.sort, {}, 1)) -- expect: true
print(pcall(table.sort, {"x"}, "no function")) -- expect: true
print(pcall(table.sort, {{}})) -- expect: true
print(pcall(table.sort, setmetatable({3, 2}, {__len = function() return 1 end}), true))
-- expect: true
print(pcall(table.sort, setmetatable({3, 2}, {__len = function() return -7 end}), {}))
-- expect: true
