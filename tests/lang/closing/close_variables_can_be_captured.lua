-- Closures may capture a close variable; they see its value after it was closed.
local log = {}
local get
do
    local a <close> = setmetatable({n = 1}, {__close = function(self) self.n = "closed" end})
    get = function() return a.n end
    print(get()) -- expect: 1
end
print(get()) -- expect: closed
local fs = {}
for i = 1, 3 do
    local v = i
    local c <close> = setmetatable({}, {__close = function() v = v * 10 log[#log + 1] = v end})
    fs[i] = function() return v, c ~= nil end
end
print(fs[1](), fs[3]()) -- expect: 10	30	true
print(table.concat(log, " ")) -- expect: 10 20 30
local function make()
    local n = 0
    local c <close> = setmetatable({}, {__close = function() n = n + 100 end})
    return function() n = n + 1 return n end
end
local f = make()
print(f(), f()) -- expect: 101	102
