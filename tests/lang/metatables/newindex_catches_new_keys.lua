-- __newindex is asked for absent keys only; a table in its place takes the value.
local log = {}
local t = setmetatable({old = 1}, {__newindex = function(t, k, v)
    log[#log + 1] = k
    rawset(t, k, v)
end})
t.old = 2
t.new = 3
t.new = 4
t[1] = 5
print(table.concat(log, " "), t.old, t.new, t[1]) -- expect: new 1	2	4	5
local store = {}
local proxy = setmetatable({}, {__newindex = store, __index = store})
proxy.x = 10
print(rawget(proxy, "x"), store.x, proxy.x) -- expect: nil	10	10
t.old = nil
t.old = 6
print(log[3], t.old) -- expect: old	6
local readonly = setmetatable({}, {__newindex = function() error("read only", 0) end})
print(pcall(function() readonly.x = 1 end)) -- expect: false	read only
