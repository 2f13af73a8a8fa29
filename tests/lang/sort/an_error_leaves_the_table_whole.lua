-- When a comparator fails no element is lost.
local t = {5, 3, 8, 1, 9, 2}
local calls = 0
print(pcall(table.sort, t, function(a, b) -- expect: false	enough
    calls = calls + 1
    if calls == 4 then error("enough", 0) end
    return a < b
end))
local sum = 0
for _, v in ipairs(t) do sum = sum + v end
print(#t, sum) -- expect: 6	28
print(pcall(table.sort, {1, "x"})) -- expect: false	attempt to compare string with number
print(pcall(table.sort, {{}, {}})) -- expect: false	attempt to compare two table values
print(pcall(table.sort, {true, false})) -- expect: false	attempt to compare two boolean values
print(pcall(table.sort, {1, 2}, 1))
-- expect: false	bad argument #2 to 'table.sort' (function expected, got number)
print(pcall(table.sort, 1))
-- expect: false	bad argument #1 to 'table.sort' (table expected, got number)
