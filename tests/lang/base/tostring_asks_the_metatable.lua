-- __tostring gives the text, for print too; it must be a string.
local mt = {__tostring = function(self) return "<" .. self.name .. ">" end}
local a, b = setmetatable({name = "a"}, mt), setmetatable({name = "b"}, mt)
print(tostring(a)) -- expect: <a>
print(a, b, 1, nil, a) -- expect: <a>	<b>	1	nil	<a>
local bad = setmetatable({}, {__tostring = function() return {} end})
print(pcall(tostring, bad)) -- expect: false	'__tostring' must return a string
print(pcall(print, bad) == false) -- expect: true
local number = setmetatable({}, {__tostring = function() return 42 end})
print(tostring(number)) -- expect: 42
local failing = setmetatable({}, {__tostring = function() error("no text", 0) end})
print(pcall(tostring, failing)) -- expect: false	no text
mt.__tostring = nil
print(tostring(a):match("^table:")) -- expect: table:
