-- An error in a metamethod ends the operation that called it.
local mt = {}
for _, event in ipairs({"add", "concat", "index", "newindex", "call", "len", "eq", "lt", "unm"}) do
    mt["__" .. event] = function() error(event, 0) end
end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
print(select(2, pcall(function() return a + 1 end)), select(2, pcall(function() return a .. 1 end)))
-- expect: add	concat
print(select(2, pcall(function() return a.x end)), select(2, pcall(function() a.x = 1 end)))
-- expect: index	newindex
print(select(2, pcall(a)), select(2, pcall(function() return #a end))) -- expect: call	len
print(select(2, pcall(function() return a == b end)), select(2, pcall(function() return a < b end)))
-- expect: eq	lt
print(select(2, pcall(function() return -a end)), a == a, a ~= 1) -- expect: unm	true	true
mt.__index = function(_, k) return k.x.y end
print(pcall(function() return a.key end))
-- expect: false	errors_in_metamethods_come_through.lua:15: attempt to index a nil value (field 'x')
mt.__index = function(t, k) error("no field " .. k, 2) end
print(pcall(function()
    local v = a.unknown
end)) -- expect: false	errors_in_metamethods_come_through.lua:20: no field unknown
