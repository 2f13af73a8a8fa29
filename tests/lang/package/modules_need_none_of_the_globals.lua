-- require works when the program has taken the library's functions away.
package.path = "./modules_need_none_of_the_globals.d/?.lua"
package.searchers = {package.searchers[1], package.searchers[2]}
local show, call, searchpath = print, pcall, package.searchpath
for name in next, _G do if name ~= "_G" and name ~= "require" then _G[name] = nil end end
show(require("quiet")) -- expect: quiet	./modules_need_none_of_the_globals.d/quiet.lua
show(call(require, "loud"))
-- expect: false	module 'loud' not found:
-- expect: 	no field package.preload['loud']
-- expect: 	no file './modules_need_none_of_the_globals.d/loud.lua'
show(searchpath("a.b", "?.x")) -- expect: nil	no file 'a/b.x'
local string = require("string")
string.format, string.find, string.gsub, string.sub, string.gmatch = nil
require("table").concat, require("io").open = nil, nil
show(require("quiet")) -- expect: quiet
show(call(require, "louder"))
-- expect: false	module 'louder' not found:
-- expect: 	no field package.preload['louder']
-- expect: 	no file './modules_need_none_of_the_globals.d/louder.lua'
