-- require runs a module once and keeps what it returned.
local function write(name, text)
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
end
package.path = "./?.lua"
write("counted.lua", "count = (count or 0) + 1\nreturn {name = ..., count = count}")
local a, b = require("counted"), require("counted")
print(a == b, a.name, a.count, package.loaded.counted == a) -- expect: true	counted	1	true
write("silent.lua", "local x = 1")
print(require("silent")) -- expect: true	./silent.lua
package.preload.made = function(name, extra) return name .. " " .. extra end
print(require("made")) -- expect: made :preload:	:preload:
package.loaded.counted = nil
print(require("counted").count) -- expect: 2
print(select(2, pcall(require, "absent")):gsub("\n.*", "") )
-- expect: module 'absent' not found:	1
write("broken.lua", "x = = 1")
print(select(2, pcall(require, "broken")))
-- expect: error loading module 'broken' from file './broken.lua':
-- expect: 	./broken.lua:1: unexpected symbol near '='
print(package.searchpath("counted", "./?.lua;./?/init.lua"), package.config:sub(1, 1))
-- expect: ./counted.lua	/
print(package.loaded._G == _G, package.loaded.string == string) -- expect: true	true
