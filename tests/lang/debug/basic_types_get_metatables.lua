-- debug.setmetatable gives numbers, booleans, nil, functions and threads a metatable.
local with = debug.setmetatable
local number = {__index = function(n, k) return k .. n end,
    __call = function(n, a) return n + a end}
print(with(1, number)) -- expect: 1
print((5).x, (5)(6), getmetatable(2.5) == debug.getmetatable(1)) -- expect: x5	11	true
local boolean = {__add = function() return "add" end, __tostring = function() return "B" end}
print(with(true, boolean)) -- expect: B
print(true + 1, tostring(false)) -- expect: add	B
print(with(nil, {__index = function(_, k) return "nil." .. k end, __len = function() return 0 end}))
-- expect: nil
local undefined
print(undefined.field, #undefined) -- expect: nil.field	0
local functions = {__index = {name = "function"}, __concat = function() return "joined" end}
print(with(print, functions) == print) -- expect: B
print(print.name, print .. 1, (function() end).name) -- expect: function	joined	function
local co = coroutine.create(print)
with(co, {__index = coroutine})
print(co:status()) -- expect: suspended
for _, v in ipairs({1, true, print, co}) do with(v, nil) end
with(nil, nil)
print(pcall(function() return (1).x end))
-- expect: false	basic_types_get_metatables.lua:22: attempt to index a number value
print(pcall(function() return undefined.x end))
-- expect: false	basic_types_get_metatables.lua:24: attempt to index a nil value (upvalue 'undefined')
print(pcall(with, 1), pcall(with, 1, 2))
-- expect: false	false	bad argument #2 to 'debug.setmetatable' (nil or table expected, got number)
with({}, nil)
print(getmetatable("").__index == string, debug.getmetatable("").__name) -- expect: true	nil
local protected = setmetatable({}, {__metatable = "locked"})
print(getmetatable(protected), type(debug.getmetatable(protected))) -- expect: locked	table
print(debug.getmetatable(with(protected, nil))) -- expect: nil
