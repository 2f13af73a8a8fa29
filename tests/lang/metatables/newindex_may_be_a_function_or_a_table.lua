-- __newindex is asked for absent keys: a function gets all, another value takes the store.
local log = {}
local t = setmetatable({old = 1}, {__newindex = function(t, k, v, ...)
    log[#log + 1] = tostring(k) .. "=" .. tostring(v) .. select("#", ...)
end})
t.old, t.new, t[1], t.old = 2, 3, 4, nil
t.old = 5
t.new = nil
print(table.concat(log, " "), t.old, t.new, t[1], next(t))
-- expect: 1=40 new=30 old=20 old=50 new=nil0	nil	nil	nil	nil
local store = {taken = 0}
local p = setmetatable({}, {__newindex = store})
p.x, p.taken, p[1] = 1, 2, "one"
print(p.x, store.x, store.taken, store[1], next(p)) -- expect: nil	1	2	one	nil
rawset(p, "x", "own")
p.x = "replaced"
print(p.x, store.x) -- expect: replaced	1
local through = setmetatable({}, {__newindex = setmetatable({}, {__newindex = t})})
through.deep = "v"
print(log[#log], rawget(through, "deep")) -- expect: deep=v0	nil
print(pcall(function() setmetatable({}, {__newindex = 5}).x = 1 end) == false) -- expect: true
