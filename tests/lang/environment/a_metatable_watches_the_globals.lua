-- A metatable of the global table sees every access to an absent global.
local log = {}
setmetatable(_G, {
    __index = function(_, name) log[#log + 1] = "get " .. name return "<" .. name .. ">" end,
    __newindex = function(t, name, v) log[#log + 1] = "set " .. name rawset(t, name, v) end,
})
print(nothing, _G.other) -- expect: <nothing>	<other>
fresh = 1
fresh = 2
function defined() return absent end
print(fresh, defined()) -- expect: 2	<absent>
print(table.concat(log, ", ")) -- expect: get nothing, get other, set fresh, set defined, get absent
setmetatable(_G, {__newindex = function(_, name) error("no new global " .. name, 2) end})
print(pcall(function() mistake = 1 end))
-- expect: false	a_metatable_watches_the_globals.lua:14: no new global mistake
print(pcall(load("mistake = 2", "=chunk"))) -- expect: false	chunk:1: no new global mistake
fresh = 3
setmetatable(_G, nil)
mistake = "fine"
print(fresh, mistake) -- expect: 3	fine
