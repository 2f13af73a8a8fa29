-- __close may run long at every way out: the end of a block, break, goto and return.
local log, rounds = {}, 0
local function C(name)
    return setmetatable({}, {__close = function(_, e)
        local inner <close> = setmetatable({}, {__close = function() rounds = rounds + 1000 end})
        for i = 1, 30 do rounds = rounds + #{i} end
        local ok, caught = pcall(error, name, 0)
        log[#log + 1] = caught .. (e == nil and "" or "?")
    end})
end
do
    local a <close>, b <const> = C("a"), 1
    local c <close> = C("c")
    log[#log + 1] = "end" .. b
end
for i = 1, 3 do
    local l <close> = C("loop" .. i)
    if i == 2 then break end
end
local n = 0
::again::
do
    local g <close> = C("goto" .. n)
    n = n + 1
    if n < 3 then goto again end
end
local function results(...)
    local r <close> = C("return")
    local s <close> = C("second")
    return rounds, #log, ...
end
print(results("x", nil, "z")) -- expect: 7210	8	x	nil	z
while true do
    local w <close> = C("while")
    repeat
        local u <close> = C("until")
        local done = true
    until done
    break
end
print(table.concat(log, " "))
-- expect: end1 c a loop1 loop2 goto0 goto1 goto2 second return until while
print(rounds) -- expect: 11330
