-- table.sort does not start on an array of 2^31 - 1 elements or more.
local function with(length)
    return setmetatable({}, {
        __len = function() return length end,
        __index = function() error("it reads", 0) end,
    })
end
print(pcall(table.sort, with(2 ^ 31 - 1)))
-- expect: false	bad argument #1 to 'table.sort' (array too big)
print(pcall(table.sort, with(math.maxinteger)))
-- expect: false	bad argument #1 to 'table.sort' (array too big)
print(pcall(table.sort, with(2 ^ 31 - 2))) -- expect: false	it reads
