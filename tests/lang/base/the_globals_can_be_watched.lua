-- _G is an ordinary table: its metatable sees reads and writes of new globals.
local log = {}
setmetatable(_G, {
    __index = function(_, k) log[#log + 1] = "get " .. k return nil end,
    __newindex = function(t, k, v) log[#log + 1] = "set " .. k rawset(t, k, v) end,
})
local a = undefined
fresh = 1
fresh = 2
local b = fresh
_G.other = 3
setmetatable(_G, nil)
print(table.concat(log, ", ")) -- expect: get undefined, set fresh, set other
print(a, b, other, rawget(_G, "fresh")) -- expect: nil	2	3	2
print(_G._G == _G, _G == _ENV, rawequal(_G.print, print), _VERSION)
-- expect: true	true	true	Lua 5.4
_VERSION = "changed"
print(_VERSION, load("return _VERSION")()) -- expect: changed	changed
local kept = _G
_G = nil
print(_G, kept.fresh, fresh, load("return fresh")()) -- expect: nil	2	2	2
kept._G = kept
print(_G.fresh) -- expect: 2
local n = 0
for k, v in pairs(_G) do if type(v) == "function" then n = n + 1 end end
print(n >= 22) -- expect: true
