-- Reading and writing of fields and globals may run metamethods, locals never do.
local log = {}
local t = setmetatable({}, {
    __index = function(_, k) log[#log + 1] = "read " .. tostring(k) return k end,
    __newindex = function(_, k, v) log[#log + 1] = "write " .. tostring(k) end,
})
local v = t.a
v = t[1]
t.b = v
t[2.0] = nil
print(table.concat(log, ", ")) -- expect: read a, read 1, write b, write 2.0
do
    local _ENV = t
    local x = name
    other = x
end
print(table.concat(log, ", ", 5)) -- expect: read name, write other
local plain = t
plain = plain.c
print(plain, #log) -- expect: c	7
