-- A module's chunk, its loader and its searcher run for a while before require returns.
package.path = "loaders_of_require_do_long_work.d/?.lua"
local slow, where = require("slow")
print(slow.name, slow.sum, slow.place == where, where)
-- expect: slow	2040	true	loaders_of_require_do_long_work.d/slow.lua
print(require("slow") == slow, package.loaded.inner.value) -- expect: true	210
package.preload.made = function(name, extra)
    local list = {}
    for i = 1, 40 do list[i] = name .. i end
    return #table.concat(list) .. tostring(extra)
end
print(require("made")) -- expect: 231:preload:	:preload:
table.insert(package.searchers, function(name)
    local sum = 0
    for i = 1, 40 do sum = sum + #name end
    if name ~= "searched" then return "\n\tnot " .. name .. " " .. sum end
    return function(given, data)
        for i = 1, 40 do sum = sum + data end
        return given .. sum
    end, 5
end)
print(require("searched")) -- expect: searched520	5
print((select(2, pcall(require, "missing")):match("not missing %d+"))) -- expect: not missing 280
package.preload.fails = function() for i = 1, 30 do if i == 25 then error("late " .. i, 0) end end end
print(pcall(require, "fails")) -- expect: false	late 25
print(package.loaded.fails) -- expect: nil
