-- Positions out of bounds and wrong argument counts are errors.
local function message(f, ...)
    return (select(2, pcall(f, ...)):gsub("^.-:%d+: ", ""))
end
local insert = table.insert
print(message(insert, {1, 2}, 5, "x"))
-- expect: bad argument #2 to 'table.insert' (position out of bounds)
print(message(insert, {1, 2}, 0, "x"))
-- expect: bad argument #2 to 'table.insert' (position out of bounds)
print(message(insert, {})) -- expect: wrong number of arguments to 'insert'
print(message(insert, {}, 1, 2, 3)) -- expect: wrong number of arguments to 'insert'
print(message(insert, nil, 1))
-- expect: bad argument #1 to 'table.insert' (table expected, got nil)
print(message(insert, {}, "x", 1))
-- expect: bad argument #2 to 'table.insert' (number expected, got string)
print(message(insert, {}, 1.5, 1))
-- expect: bad argument #2 to 'table.insert' (number has no integer representation)
print(message(function() table.remove({1, 2, 3}, 7) end))
-- expect: bad argument #1 to 'remove' (position out of bounds)
print(message(function() table.remove(1) end))
-- expect: bad argument #1 to 'remove' (table expected, got number)
