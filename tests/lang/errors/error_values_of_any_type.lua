-- Any value can be an error; strings get the place where it was raised.
print(pcall(error, "text", 0)) -- expect: false	text
print(pcall(error)) -- expect: false	nil
print(pcall(error, nil)) -- expect: false	nil
print(pcall(error, 42, 0), pcall(error, true)) -- expect: false	false	true
local t = {code = 7}
local ok, e = pcall(error, t)
print(ok, e == t, e.code) -- expect: false	true	7
print(pcall(function() error("here") end)) -- expect: false	error_values_of_any_type.lua:9: here
print(pcall(function() error("here", 1) end))
-- expect: false	error_values_of_any_type.lua:10: here
print(pcall(function() error("nowhere", 0) end)) -- expect: false	nowhere
print(pcall(function() error({}, 1) end) == false) -- expect: true
