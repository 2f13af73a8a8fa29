-- table.sort itself calls the comparator: level 3 of an error is who called table.sort.
local level
local function comparator(a, b) error("E", level) end
for l = 1, 3 do
    level = l
    print(pcall(function()
        table.sort({3, 1, 2}, comparator)
    end))
    -- expect: false	error_levels_of_a_comparator.lua:3: E
    -- expect: false	E
    -- expect: false	error_levels_of_a_comparator.lua:7: E
end
local list = {3, 1, 2}
print(pcall(table.sort, list, comparator), table.concat(list)) -- expect: false	312
print(pcall(function() table.sort({1, "x"}) end))
-- expect: false	attempt to compare string with number
