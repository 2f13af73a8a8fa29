-- A handler protects calls with other handlers; its own errors go to itself again.
local log = {}
local function make(level)
    return function(e)
        for i = 1, 30 do log.rounds = (log.rounds or 0) + i end
        if level == 0 then return "{" .. e .. "}" end
        local ok, r = xpcall(error, make(level - 1), e .. level, 0)
        log[#log + 1] = tostring(ok) .. r
        return "(" .. r .. ")"
    end
end
print(xpcall(error, make(4), "e", 0)) -- expect: false	(((({e4321}))))
print(table.concat(log, " "), log.rounds)
-- expect: false{e4321} false({e4321}) false(({e4321})) false((({e4321})))	2325
local tries = 0
print(xpcall(error, function(e) -- expect: false	x2222|5
    tries = tries + 1
    local t = {}
    for i = 1, 30 do t[i] = {e, i} end
    if tries < 5 then error(e .. #t[30], 0) end
    return e .. "|" .. tries
end, "x", 0))
local inner = {}
print(xpcall(function() -- expect: false	2
    local ok, e = xpcall(error, function(e)
        local fine, again = pcall(error, e .. "!", 0)
        inner[#inner + 1] = again
        return again
    end, "first", 0)
    error(e .. " then second", 0)
end, function(e) inner[#inner + 1] = e return #inner end))
print(inner[1], inner[2]) -- expect: first!	first! then second
