-- Hundreds of arguments and results pass through calls, tables and pcall.
local t = {}
for i = 1, 250 do t[i] = i end
local function sum(...)
    local s = 0
    for i = 1, select("#", ...) do s = s + (select(i, ...)) end
    return s
end
print(sum(table.unpack(t))) -- expect: 31375
print(select("#", table.unpack(t)), select("#", pcall(table.unpack, t))) -- expect: 250	251
print(select(250, table.unpack(t))) -- expect: 250
print(#{table.unpack(t)}, #{0, table.unpack(t)}) -- expect: 250	251
print(math.max(table.unpack(t)), #string.char(table.unpack(t, 1, 200))) -- expect: 250	200
print(select("#", coroutine.wrap(function(...) return ... end)(table.unpack(t)))) -- expect: 250
for i = 251, 5000 do t[i] = i end
print(select("#", table.unpack(t)), sum(table.unpack(t, 1, 1000))) -- expect: 5000	500500
print(pcall(table.unpack, t, 1, 1e8)) -- expect: false	too many results to unpack
-- torture: 211
