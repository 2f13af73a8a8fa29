-- rawset takes any key but nil and NaN; its message has no place.
local t = {}
print(rawset(t, 1.0, "one") == t, t[1]) -- expect: true	one
print(pcall(rawset, t, nil, 1)) -- expect: false	table index is nil
print(pcall(rawset, t, 0 / 0, 1)) -- expect: false	table index is NaN
print(pcall(function() rawset(t, nil, 1) end)) -- expect: false	table index is nil
print(pcall(function() rawset(t, 0 / 0, 1) end)) -- expect: false	table index is NaN
print(pcall(rawset, t, nil)) -- expect: false	bad argument #3 to 'rawset' (value expected)
