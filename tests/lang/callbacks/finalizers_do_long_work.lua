-- A finalizer may run long, catch errors, call other functions and use what it refers to.
local log, rounds = {}, 0
local function make(name, n)
    local parts = {}
    for i = 1, n do parts[i] = {i} end
    return setmetatable({name = name, parts = parts}, {__gc = function(o)
        local sum = 0
        for i = 1, 30 do rounds = rounds + #{i} end
        for _, part in ipairs(o.parts) do sum = sum + part[1] end
        local ok, e = pcall(error, {sum})
        local list = {3, 1, 2}
        table.sort(list, function(a, b) rounds = rounds + 0 return a < b end)
        log[#log + 1] = o.name .. e[1] .. table.concat(list)
    end})
end
do
    local a, b = make("a", 4), make("b", 10)
    a.other, b.other = b, a
end
make("c", 3)
collectgarbage()
table.sort(log)
print(table.concat(log, " "), rounds) -- expect: a10123 b55123 c6123	90
for i = 1, 5 do make("loop" .. i, i) end
collectgarbage()
table.sort(log)
print(#log, log[4], log[8], rounds) -- expect: 8	loop11123	loop515123	240
local kept = make("kept", 5)
collectgarbage()
print(#log, kept.name, rounds) -- expect: 8	kept	240
kept = nil
collectgarbage()
print(#log, log[9], rounds) -- expect: 9	kept15123	270
