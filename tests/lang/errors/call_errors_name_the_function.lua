-- A call of what is no function is told with the name that was called.
local t, up = {s = "text", [1] = 1}, 5
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function() local f f() end)) -- expect: attempt to call a nil value (local 'f')
print(message(function() up() end)) -- expect: attempt to call a number value (upvalue 'up')
print(message(function() nothing(1, 2) end))
-- expect: attempt to call a nil value (global 'nothing')
print(message(function() t.s() end)) -- expect: attempt to call a string value (field 's')
print(message(function() t.a.b() end)) -- expect: attempt to index a nil value (field 'a')
print(message(function() t[1]() end))
-- expect: attempt to call a number value (field 'integer index')
print(message(function() t:none(1) end)) -- expect: attempt to call a nil value (method 'none')
print(message(function() t:s() end)) -- expect: attempt to call a string value (method 's')
print(message(function() ("x"):none() end)) -- expect: attempt to call a nil value (method 'none')
print(message(function() string.none("x") end))
-- expect: attempt to call a nil value (field 'none')
print(message(function() (1)() end)) -- expect: attempt to call a number value
print(message(function() t.s = nil return t.s() end))
-- expect: attempt to call a nil value (field 's')
print(message(function() return (function() end)()() end)) -- expect: attempt to call a nil value
print(message(function() local a <const> = nil a() end)) -- expect: attempt to call a nil value
print(message(function() for _ in 7 do end end))
-- expect: attempt to call a number value (for iterator 'for iterator')
