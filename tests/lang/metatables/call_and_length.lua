-- __call makes a value callable, through several steps; __len gives the length.
local callable = setmetatable({}, {__call = function(self, ...) return select("#", ...), ... end})
print(callable(1, nil, 3)) -- expect: 3	1	nil	3
print(callable()) -- expect: 0
print(pcall(callable, "x")) -- expect: true	1	x
local twice = setmetatable({}, {__call = callable})
print((twice("a"))) -- expect: 2
local object = {method = callable}
print(object:method("z") == 2) -- expect: true
local t = setmetatable({1, 2, 3}, {__len = function() return 42 end})
print(#t, rawlen(t)) -- expect: 42	3
print(#setmetatable({}, {__len = function() return "any" end})) -- expect: any
print(pcall(function() return (5)() end))
-- expect: false	call_and_length.lua:13: attempt to call a number value
local function tail(f, ...) return f(...) end
print(tail(callable, "in tail position")) -- expect: 1	in tail position
