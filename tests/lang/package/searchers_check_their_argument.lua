-- A searcher needs a name.
local preload, path = package.searchers[1], package.searchers[2]
local function say(...) print((select(2, pcall(...)):gsub("'.-'", "F"))) end
say(preload) -- expect: bad argument #1 to F (string expected, got no value)
say(preload, {}) -- expect: bad argument #1 to F (string expected, got table)
say(path) -- expect: bad argument #1 to F (string expected, got no value)
say(path, nil) -- expect: bad argument #1 to F (string expected, got nil)
say(function() preload(true) end)
-- expect: searchers_check_their_argument.lua:8: bad argument #1 to F (string expected, got boolean)
package.path = "./?.lua"
print((preload(12)), (path(1.5):gsub("\n.*", "")))
-- expect: no field package.preload['12']	no file './1/5.lua'
