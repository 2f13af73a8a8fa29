-- The handler sees the error where it happens; what it returns comes out.
print(xpcall(function() error("e", 0) end, function(m) return "handled " .. m end))
-- expect: false	handled e
print(xpcall(function(...) return ... end, print, 1, 2, 3)) -- expect: true	1	2	3
print(xpcall(error, function(m) return type(m), "dropped" end, {})) -- expect: false	table
print(xpcall(function() local x = nil; x() end, function(m) return m end))
-- expect: false	xpcall_calls_a_handler.lua:6: attempt to call a nil value (local 'x')
print(xpcall(function() end, print)) -- expect: true
print(pcall(xpcall))
-- expect: false	bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print))
-- expect: false	bad argument #2 to 'xpcall' (function expected, got no value)
local depth = 0
local function count(n) depth = n if n == 0 then error("x", 0) end count(n - 1) return 1 end
print(xpcall(count, function(m) return m .. depth end, 10)) -- expect: false	x0
print(xpcall(function() return xpcall(error, function(m) return m .. 1 end, "in") end, print))
-- expect: true	false	in1
print(xpcall(function() xpcall(error, function(m) error(m, 0) end, "x") return "on" end, print))
-- expect: true	on
