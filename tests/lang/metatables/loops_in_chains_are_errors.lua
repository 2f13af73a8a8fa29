-- A chain of __index or __newindex that never ends is an error.
local a, b = {}, {}
setmetatable(a, {__index = b, __newindex = b})
setmetatable(b, {__index = a, __newindex = a})
print(select(2, pcall(function() return a.x end)))
-- expect: loops_in_chains_are_errors.lua:5: '__index' chain too long; possible loop
print(select(2, pcall(function() a.x = 1 end)))
-- expect: loops_in_chains_are_errors.lua:7: '__newindex' chain too long; possible loop
rawset(b, "x", "now there")
print(a.x, pcall(function() return a.y end) == false) -- expect: now there	true
a.x = "stored"
print(b.x, rawget(a, "x")) -- expect: stored	nil
local own = {}
own.__index = own
setmetatable(own, own)
print(select(2, pcall(function() return own.z end)))
-- expect: loops_in_chains_are_errors.lua:16: '__index' chain too long; possible loop
