-- %s calls __tostring, one argument after the other.
local point = setmetatable({x = 1}, {__tostring = function(p) return "point " .. p.x end})
print(string.format("%s|%10s|%.3s", point, point, point)) -- expect: point 1|   point 1|poi
local order = {}
local function noisy(name)
    return setmetatable({}, {__tostring = function()
        order[#order + 1] = name
        return name
    end})
end
print(string.format("%s %d %s %s", noisy("a"), 5, noisy("b"), noisy("c")), table.concat(order))
-- expect: a 5 b c	abc
print(pcall(string.format, "%s", setmetatable({}, {__tostring = function() return {} end})))
-- expect: false	'__tostring' must return a string
print((string.format("%s", setmetatable({}, {__name = "Thing"})):gsub("0x%x+", "ADDRESS")))
-- expect: Thing: ADDRESS
