-- All strings share a metatable; numbers, booleans, nil and functions have none.
print(getmetatable("a") == getmetatable("b"), getmetatable("").__index == string)
-- expect: true	true
print(getmetatable(1), getmetatable(nil), getmetatable(true), getmetatable(print))
-- expect: nil	nil	nil	nil
print(("x"):rep(3), ("%d"):format(5), ("a,b"):find(","), #("abc"):upper()) -- expect: xxx	5	2	3
function string.shout(s, n) return s:upper() .. ("!"):rep(n or 1) end
print(("hey"):shout(), ("hey"):shout(3)) -- expect: HEY!	HEY!!!
string.shout = nil
print(pcall(function() return ("x"):shout() end))
-- expect: false	strings_share_a_metatable.lua:10: attempt to call a nil value (method 'shout')
print(pcall(function() return (5):type() end))
-- expect: false	strings_share_a_metatable.lua:12: attempt to index a number value
print(pcall(function() return (nil).x end))
-- expect: false	strings_share_a_metatable.lua:14: attempt to index a nil value
local mt = getmetatable("")
mt.__index = function(s, k) if type(k) == "number" then return s:sub(k, k) end return string[k] end
print(("hello")[1], ("hello")[-1], ("hello"):len(), ("hello").none) -- expect: h	o	5	nil
mt.__index = string
mt.__call = function(s, ...) return s .. select("#", ...) end
print(("called")(1, 2), ("x")()) -- expect: called2	x0
mt.__call = nil
