-- A module's arguments are its name and the file; require gives the file, too.
local D = "./a_module_gets_its_name_and_place.d/"
package.path = D .. "?.lua;" .. D .. "?/init.lua"
local function show(name)
    local module, place = require(name)
    print(module.name, module.place == place, (place:gsub("^%./.-%.d/", "")))
end
show("plain") -- expect: plain	true	plain.lua
show("inner.part") -- expect: inner.part	true	inner/part.lua
show("inner/part") -- expect: inner/part	true	inner/part.lua
show("whole") -- expect: whole	true	whole/init.lua
print(require("plain").count, select("#", require("plain"))) -- expect: 2	1
print(require("inner.part") == require("inner/part")) -- expect: false
package.loaded.plain = nil
show("plain") -- expect: plain	true	plain.lua
local again, place = require("plain")
print(again.name, place) -- expect: plain	nil
