-- Indexing a string asks the metatable that all strings share.
local mt = getmetatable("")
print(mt == getmetatable("any other"), mt.__index == string, type(mt)) -- expect: true	true	table
print(("x").rep == string.rep, ("x").nothing, ("x")[1], ("x").len == string.len)
-- expect: true	nil	nil	true
print(("%d items"):format(3), ("a,b"):find(",", 1, true), #("x"):rep(3)) -- expect: 3 items	2	3
function string.shout(s) return s:upper() .. "!" end
print(("hey"):shout(), ("a"):shout():shout()) -- expect: HEY!	A!!
string.shout = nil
print((select(2, pcall(function() return ("x"):shout() end)):match("%d+: .*")))
-- expect: 10: attempt to call a nil value (method 'shout')
mt.__index = function(s, k)
    if math.type(k) == "integer" then return string.sub(s, k, k) end
    return string[k]
end
print(("abc")[2], ("abc")[-1], ("abc"):upper()) -- expect: b	c	ABC
mt.__index = nil
local match = string.match
print(match(select(2, pcall(function() return ("x"):upper() end)), "%d+: .*"))
-- expect: 19: attempt to index a string value (constant 'x')
mt.__index = string
print(match(select(2, pcall(function() ("x").field = 1 end)), "%d+: .*"))
-- expect: 22: attempt to index a string value (constant 'x')
print(pcall(setmetatable, "x", {}))
-- expect: false	bad argument #1 to 'setmetatable' (table expected, got string)
