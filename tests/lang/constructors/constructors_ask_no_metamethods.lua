-- A constructor fills its new table directly; only reading may run metamethods.
local log = {}
local source = setmetatable({}, {__index = function(_, k) log[#log + 1] = k return k .. "!" end})
local t = {source.a, x = source.b, [source.c] = source.d}
print(t[1], t.x, t["c!"], table.concat(log)) -- expect: a!	b!	d!	abcd
local key = setmetatable({}, {__eq = function() return true end})
local other = setmetatable({}, getmetatable(key))
local u = {[key] = 1, [other] = 2}
print(u[key], u[other], key == other) -- expect: 1	2	true
setmetatable(_G, {__index = function(_, k) return "global " .. k end})
local v = {absent, name = absent2}
setmetatable(_G, nil)
print(v[1], v.name) -- expect: global absent	global absent2
