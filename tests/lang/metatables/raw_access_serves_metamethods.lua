-- rawget and rawset serve metamethods that would otherwise call themselves.
local t = setmetatable({}, {
    __index = function(t, k) local v = k * 2 rawset(t, k, v) return v end,
    __newindex = function(t, k, v) rawset(t, k, v + 0.5) end,
})
print(rawget(t, 4), t[4], rawget(t, 4)) -- expect: nil	8	8
t[4] = 1
t[5] = 1
print(t[4], t[5], rawget(t, 5), rawlen(t)) -- expect: 1	1.5	1.5	0
local default = setmetatable({}, {__index = function() return 0 end})
for word in ("a b a c a b"):gmatch("%a") do default[word] = default[word] + 1 end
print(default.a, default.b, default.c, default.d, rawget(default, "d")) -- expect: 3	2	1	0	nil
local strict = setmetatable({}, {__newindex = function(t, k) error("new key " .. k, 2) end})
rawset(strict, "x", 1)
strict.x = 2
print(strict.x, pcall(function() strict.y = 1 end))
-- expect: 2	false	raw_access_serves_metamethods.lua:16: new key y
local count = 0
local proxy = setmetatable({}, {__index = function(_, k)
    count = count + 1
    return rawget(strict, k)
end})
print(proxy.x, proxy.x, proxy.none, count) -- expect: 2	2	nil	3
