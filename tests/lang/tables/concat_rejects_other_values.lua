-- table.concat joins strings and numbers only, whatever their metamethods say.
local object = setmetatable({}, {
    __tostring = function() return "text" end,
    __concat = function() return "joined" end,
    __name = "Object",
})
print(pcall(table.concat, {object}))
-- expect: false	invalid value (table) at index 1 in table for 'concat'
print(pcall(table.concat, {"a", print}))
-- expect: false	invalid value (function) at index 2 in table for 'concat'
print(pcall(table.concat, {"a", "b", coroutine.create(print)}))
-- expect: false	invalid value (thread) at index 3 in table for 'concat'
print(pcall(table.concat, {1, false, 3}))
-- expect: false	invalid value (boolean) at index 2 in table for 'concat'
print(pcall(table.concat, {1, nil, 3}))
-- expect: false	invalid value (nil) at index 2 in table for 'concat'
print(pcall(table.concat, {io.stdout}, ","))
-- expect: false	invalid value (userdata) at index 1 in table for 'concat'
print(pcall(table.concat, {[-3] = {}}, ",", -3, -3))
-- expect: false	invalid value (table) at index -3 in table for 'concat'
print(pcall(function() return table.concat({1, {}}, ",", 2) end) == false) -- expect: true
