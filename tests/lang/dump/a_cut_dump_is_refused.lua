-- A dump that ends too early does not load, wherever it is cut.
-- torture: 23
local dump = string.dump(function(a, ...)
    local t = {"a string", 12345, 0.5, ...}
    for i = 1, #t do t[i] = function() return t[i], a end end
    return t
end)
local loaded, no_message = 0, 0
for size = 1, #dump - 1 do
    local f, message = load(dump:sub(1, size), "=cut", "b")
    if f then loaded = loaded + 1 end
    if type(message) ~= "string" then no_message = no_message + 1 end
end
print(loaded, no_message) -- expect: 0	0
print(type(load(dump, "=whole", "b")), #load(dump)("x", 1, 2)) -- expect: function	5
