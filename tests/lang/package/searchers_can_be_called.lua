-- The searchers are functions of a name: a loader and a value, or a text.
package.path = "./searchers_can_be_called.d/?.lua"
local preload, path = package.searchers[1], package.searchers[2]
package.preload.known = function() end
print(preload("known") == package.preload.known, select(2, preload("known")))
-- expect: true	:preload:
print(preload("unknown")) -- expect: no field package.preload['unknown']
print(select("#", preload("unknown")), select("#", path("unknown"))) -- expect: 1	1
print(path("unknown")) -- expect: no file './searchers_can_be_called.d/unknown.lua'
local loader, place = path("there")
print(type(loader), place, loader("any", "arguments"))
-- expect: function	./searchers_can_be_called.d/there.lua	any	arguments
print(package.loaded.there, package.loaded.known) -- expect: nil	nil
print(pcall(path, "wrong"))
-- expect: false	error loading module 'wrong' from file './searchers_can_be_called.d/wrong.lua':
-- expect: 	./searchers_can_be_called.d/wrong.lua:1: unexpected symbol near 'return'
package.path = nil
print(pcall(path, "there")) -- expect: false	'package.path' must be a string
package.path = {}
print(pcall(path, "there")) -- expect: false	'package.path' must be a string
