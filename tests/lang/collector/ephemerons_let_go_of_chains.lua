-- An entry of a weak-key table keeps its value only while its key is reached otherwise.
local eph = setmetatable({}, {__mode = "k"})
local first = {}
local key = first
for i = 1, 10 do
    local value = {i}
    eph[key] = value
    key = value
end
local function count()
    local n = 0
    for _ in pairs(eph) do n = n + 1 end
    return n
end
key = nil
collectgarbage()
print(count(), eph[first][1], eph[eph[first]][1]) -- expect: 10	1	2
first = nil
collectgarbage()
print(count()) -- expect: 0
local self = {}
eph[self] = {self}
self = nil
collectgarbage()
print(count()) -- expect: 0
