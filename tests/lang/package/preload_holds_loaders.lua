-- A function in package.preload is the loader; it gets the name and ":preload:".
package.preload.mine = function(...) return table.concat({select("#", ...), ...}, " ") end
print(require("mine")) -- expect: 2 mine :preload:	:preload:
print(package.loaded.mine, require("mine")) -- expect: 2 mine :preload:	2 mine :preload:
package.preload.empty = function() end
print(require("empty")) -- expect: true	:preload:
package.preload["with.dots"] = function(name) return {name = name} end
print(require("with.dots").name) -- expect: with.dots
package.preload.fails = function() error("in the loader", 0) end
print(pcall(require, "fails")) -- expect: false	in the loader
print(package.loaded.fails) -- expect: nil
package.preload.lines = function() error("in the loader") end
print(pcall(require, "lines")) -- expect: false	preload_holds_loaders.lua:12: in the loader
package.searchers = {package.searchers[1]}
package.preload.text = "no function"
print(pcall(require, "text"))
-- expect: false	module 'text' not found:
-- expect: 	no function
package.preload.mine = nil
print(require("mine")) -- expect: 2 mine :preload:
package.loaded.mine = nil
print(pcall(require, "mine"))
-- expect: false	module 'mine' not found:
-- expect: 	no field package.preload['mine']
