-- An element that is missing is a nil, which cannot be compared.
local t = setmetatable({}, {__len = function() return 2 end})
print(pcall(table.sort, t)) -- expect: false	attempt to compare two nil values
print(pcall(table.sort, setmetatable({1}, {__len = function() return 2 end})))
-- expect: false	attempt to compare nil with number
print(pcall(table.sort, setmetatable({[2] = 1}, {__len = function() return 2 end})))
-- expect: false	attempt to compare number with nil
print(pcall(table.sort, setmetatable({}, {__len = function() return 2.0 end})))
-- expect: false	attempt to compare two nil values
local nils = 0
table.sort(t, function(a, b) nils = nils + (a == nil and b == nil and 1 or 0) return false end)
print(nils > 0, next(t)) -- expect: true	nil
print((pcall(table.sort, {1, nil, 3}))) -- expect: false
