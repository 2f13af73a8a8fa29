-- debug.traceback as a handler sees the calls that failed, before they are gone.
local function fail(x)
    local n = x + nil
    return n
end
local function middle(x)
    local r = fail(x)
    return r
end
local ok, text = xpcall(middle, debug.traceback, 1)
print(ok, (text:gsub("\n%s+%[C%]: in function 'xpcall'.*", "")))
-- expect: false	traceback_as_a_handler.lua:3: attempt to perform arithmetic on a nil value
-- expect: stack traceback:
-- expect: 	traceback_as_a_handler.lua:3: in upvalue 'fail'
-- expect: 	traceback_as_a_handler.lua:7: in function <traceback_as_a_handler.lua:6>
local ok, text = xpcall(error, debug.traceback, "plain")
print(ok, (text:gsub("\n%s+%[C%]: in function 'xpcall'.*", "")))
-- expect: false	plain
-- expect: stack traceback:
-- expect: 	[C]: in function 'error'
local ok, object = xpcall(error, debug.traceback, {})
print(ok, type(object)) -- expect: false	table
local ok, value = xpcall(function() local known = "seen" error("e") end, function(m)
    return debug.getlocal(3, 1)
end)
print(ok, value) -- expect: false	known
