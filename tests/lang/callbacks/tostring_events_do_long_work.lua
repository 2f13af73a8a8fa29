-- print, tostring and string.format call __tostring, which may work for long.
local rounds = 0
local List = {}
List.__index = List
List.__tostring = function(list)
    local parts = {}
    for i = 1, #list do
        for n = 1, 10 do rounds = rounds + n end
        parts[i] = tostring(list[i])
    end
    local ok, e = pcall(error, #parts, 0)
    return "(" .. table.concat(parts, " ") .. (ok and "" or ":" .. e) .. ")"
end
local function L(...) return setmetatable({...}, List) end
local tree = L(1, L(2, L(), "three"), L(L(4)))
print(tree, rounds) -- expect: (1 (2 (:0) three:3) ((4:1):1):3)	0
print(tostring(tree) == ("%s"):format(tree), rounds) -- expect: true	1320
print(("%s|%-12s|%.3s|%q"):format(L(1), L(2, 3), L(L()), "q"), rounds)
-- expect: (1:1)|(2 3:2)     |((:|"q"	1540
print(L(1), L(2), L(3), rounds) -- expect: (1:1)	(2:1)	(3:1)	1540
local bad = setmetatable({}, {__tostring = function()
    for i = 1, 30 do if i == 30 then return i end end
end})
print(pcall(tostring, bad)) -- expect: true	30
print(pcall(string.format, "%d %s", 1, bad)) -- expect: true	1 30
local fails = setmetatable({}, {__tostring = function() error("fails " .. rounds, 0) end})
print(pcall(print, L(L(fails))), rounds) -- expect: false	1815
