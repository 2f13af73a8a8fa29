-- Metamethods are found by raw access: a metatable of the metatable is not asked.
local asked = 0
local meta = setmetatable({}, {__index = function(_, k)
    asked = asked + 1
    return function() return k end
end})
local t = setmetatable({}, meta)
print(t.x, asked, pcall(function() return t + 1 end) == false, asked) -- expect: nil	0	true	0
print(pcall(t) == false, #t, t == setmetatable({}, meta), asked) -- expect: true	0	false	0
rawset(meta, "__index", function(_, k) return "raw " .. k end)
print(t.x, asked) -- expect: raw x	0
rawset(meta, "__call", false)
print(pcall(t)) -- expect: false	attempt to call a boolean value
rawset(meta, "__index", false)
print(pcall(function() return t.x end) == false) -- expect: true
rawset(meta, "__index", nil)
print(t.x, getmetatable(t).anything ~= nil, asked) -- expect: nil	true	1
rawset(meta, "__add", function() return "sum" end)
print(t + t, 1 + t) -- expect: sum	sum
