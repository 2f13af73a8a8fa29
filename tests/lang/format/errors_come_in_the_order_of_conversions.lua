-- Conversions are done from left to right: after a mistake no __tostring is called.
local calls = 0
local t = setmetatable({}, {__tostring = function() calls = calls + 1 return "t" end})
print(pcall(string.format, "%d %s", "x", t))
-- expect: false	bad argument #2 to 'string.format' (number expected, got string)
print(calls) -- expect: 0
print(pcall(string.format, "%y %s", 1, t)) -- expect: false	invalid conversion '%y' to 'format'
print(calls) -- expect: 0
print(pcall(string.format, "%s %d", t))
-- expect: false	bad argument #3 to 'string.format' (no value)
print(calls) -- expect: 1
local bad = setmetatable({}, {__tostring = function() return {} end})
print(pcall(string.format, "%d %s", {}, bad))
-- expect: false	bad argument #2 to 'string.format' (number expected, got table)
print(pcall(string.format, "%s %d", bad, {})) -- expect: false	'__tostring' must return a string
print(pcall(string.format, "%5%%s", bad)) -- expect: false	invalid conversion '%5%' to 'format'
