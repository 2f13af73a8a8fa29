-- The level says whose line is named: 1 the caller of error, 2 the caller of that one.
local function raise(level)
    error("E", level)
end
local function middle(level)
    raise(level)
    return nil
end
local function top(level)
    middle(level)
    return nil
end
for level = 0, 5 do print(level, pcall(top, level)) end
-- expect: 0	false	E
-- expect: 1	false	error_levels_go_up_the_calls.lua:3: E
-- expect: 2	false	error_levels_go_up_the_calls.lua:6: E
-- expect: 3	false	error_levels_go_up_the_calls.lua:10: E
-- expect: 4	false	E
-- expect: 5	false	error_levels_go_up_the_calls.lua:13: E
print(coroutine.resume(coroutine.create(function() error("in a coroutine", 2) end)))
-- expect: false	in a coroutine
print(pcall(function() return error("in a tail call", 1) end))
-- expect: false	error_levels_go_up_the_calls.lua:22: in a tail call
local t = setmetatable({}, {__index = function(_, k) error("no field " .. k, 2) end})
print(pcall(function()
    return t.missing .. ""
end)) -- expect: false	error_levels_go_up_the_calls.lua:26: no field missing
