-- A dump that is not stripped keeps the source and the lines of the function.
local function fails(t)
    local x = t
    return x.field.deeper
end
local again = load(string.dump(fails))
print(pcall(fails, {}))
-- expect: false	debug_information_is_kept.lua:4: attempt to index a nil value (field 'field')
print(pcall(again, {}))
-- expect: false	debug_information_is_kept.lua:4: attempt to index a nil value (field 'field')
print(pcall(load(string.dump(function()
    local y = nil
    y()
end)))) -- expect: false	debug_information_is_kept.lua:13: attempt to call a nil value (local 'y')
print(pcall(load(string.dump(load("\n\nerror('third line')", "@some.lua")))))
-- expect: false	some.lua:3: third line
print(pcall(load(string.dump(load("local a = 1\nreturn a + {}", "=chunk"), false))))
-- expect: false	chunk:2: attempt to perform arithmetic on a table value
