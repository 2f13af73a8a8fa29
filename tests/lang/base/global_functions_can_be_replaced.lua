-- The library's functions are globals; a program may replace or remove them.
local real = {type = type, pairs = pairs, print = print}
type = function(v) return "my " .. real.type(v) end
real.print(type(1), type({})) -- expect: my number	my table
type = real.type
local printed = {}
print = function(...) printed[#printed + 1] = select("#", ...) end
print(1, 2)
print()
print = real.print
print(table.concat(printed, " ")) -- expect: 2 0
local saved = string.format
string.format = nil
print((select(2, pcall(function() return ("%d"):format(5) end)):match("%d+: .*")))
-- expect: 14: attempt to call a nil value (method 'format')
string.format = saved
print(("%d"):format(5)) -- expect: 5
tostring, tonumber = nil, nil
print(nil, 1.5, true, "10" + 1) -- expect: nil	1.5	true	11
next = nil
for k in pairs({1}) do print(k) end -- expect: 1
getmetatable, setmetatable, rawget, rawset = nil, nil, nil, nil
print(("still"):upper(), #{1, 2}) -- expect: STILL	2
print((select(2, pcall(function() return tostring(1) end)):match("%d+: .*")))
-- expect: 24: attempt to call a nil value (global 'tostring')
