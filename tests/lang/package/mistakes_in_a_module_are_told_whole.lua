-- A module that does not compile, or fails, is an error of require; it may be tried again.
local D = "mistakes_in_a_module_are_told_whole.d/"
package.path = D .. "?.lua"
package.searchers = {package.searchers[1], package.searchers[2]}
local function try(name)
    local ok, e = pcall(require, name)
    print(ok, type(e) == "string" and e:gsub("mistakes_[^/]*/", "D/") or type(e))
end
try("syntax")
-- expect: false	error loading module 'syntax' from file 'D/syntax.lua':
-- expect: 	D/syntax.lua:2: unexpected symbol near '='
try("fails") -- expect: false	D/fails.lua:2: while loading
try("object") -- expect: false	table
try("needs")
-- expect: false	D/needs.lua:2: module 'missing' not found:
-- expect: 	no field package.preload['missing']
-- expect: 	no file 'D/missing.lua'
try("missing")
-- expect: false	module 'missing' not found:
-- expect: 	no field package.preload['missing']
-- expect: 	no file 'D/missing.lua'
try("once") -- expect: false	the first try
print(require("once"), package.loaded.fails, package.loaded.syntax) -- expect: 2	nil	nil
print((select(2, pcall(function()
    local m = require("missing")
    return m
end)):match("^.-\n")))
-- expect: mistakes_in_a_module_are_told_whole.lua:25: module 'missing' not found:
-- expect:
