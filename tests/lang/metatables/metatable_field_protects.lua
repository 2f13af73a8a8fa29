-- A __metatable field is what getmetatable shows; setmetatable then fails.
local mt = {__metatable = "hidden", __index = {x = 1}}
local t = setmetatable({}, mt)
print(getmetatable(t), t.x) -- expect: hidden	1
print(pcall(setmetatable, t, nil)) -- expect: false	cannot change a protected metatable
print(pcall(setmetatable, t, mt)) -- expect: false	cannot change a protected metatable
mt.__metatable = nil
print(getmetatable(t) == mt, setmetatable(t, nil) == t, t.x) -- expect: true	true	nil
local f = setmetatable({}, {__metatable = false})
print(getmetatable(f), pcall(setmetatable, f, {}))
-- expect: false	false	cannot change a protected metatable
local own = setmetatable({}, {})
getmetatable(own).__metatable = own
print(getmetatable(own) == own) -- expect: true
print(pcall(setmetatable, "text", {}))
-- expect: false	bad argument #1 to 'setmetatable' (table expected, got string)
print(pcall(setmetatable, {}))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got no value)
print(pcall(setmetatable, {}, 5))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got number)
