-- The message handler runs where the error is: it may loop, catch and look at the stack.
local log = {}
local function handler(e)
    local names, sum = {}, 0
    for level = 1, 30 do
        local info = debug.getinfo(level, "Sl")
        if not info then break end
        if info.what == "Lua" then names[#names + 1] = info.currentline end
    end
    for i = 1, 30 do
        local ok, inner = pcall(error, {i})
        sum = sum + (ok and 0 or inner[1])
    end
    log[#log + 1] = e .. ":" .. sum .. ":" .. #names
    return {e, sum}
end
local function deep(n)
    local here <close> = setmetatable({}, {__close = function() log[#log + 1] = "close " .. n end})
    if n == 0 then error("bottom", 0) end
    deep(n - 1)
    return n
end
local ok, r = xpcall(deep, handler, 3)
print(ok, r[1], r[2]) -- expect: false	bottom	465
print(table.concat(log, ", ")) -- expect: bottom:465:5, close 0, close 1, close 2, close 3
print(xpcall(function(...) -- expect: true	6	1	2	3
    local sum = 0
    for i = 1, select("#", ...) do sum = sum + select(i, ...) end
    return sum, ...
end, handler, 1, 2, 3))
print(select(2, xpcall(function() local x = nil + 1 end, function(e) -- expect: ON A NIL VALUE
    local t = {}
    for word in e:gmatch("%a+") do t[#t + 1] = word:upper() end
    return table.concat(t, " ", #t - 3)
end)))
