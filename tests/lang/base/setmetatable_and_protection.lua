-- A metatable can be set, read and taken away, unless __metatable protects it.
local mt = {}
local t = setmetatable({}, mt)
print(getmetatable(t) == mt, setmetatable(t, nil) == t, getmetatable(t))
-- expect: true	true	nil
print(getmetatable("").__index == string, getmetatable(1), getmetatable(print))
-- expect: true	nil	nil
local locked = setmetatable({}, {__metatable = "locked"})
print(getmetatable(locked)) -- expect: locked
print(pcall(setmetatable, locked, {})) -- expect: false	cannot change a protected metatable
print(pcall(setmetatable, {}))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got no value)
print(pcall(setmetatable, {}, 1))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got number)
print(pcall(setmetatable, 1, {}))
-- expect: false	bad argument #1 to 'setmetatable' (table expected, got number)
print(pcall(getmetatable)) -- expect: false	bad argument #1 to 'getmetatable' (value expected)
print(getmetatable(setmetatable({}, {__metatable = false}))) -- expect: false
