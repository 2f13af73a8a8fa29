-- For error levels require is what calls searchers and loaders.
local level
local function fail() error("E", level) end
local function try(f, ...)
    level = 2
    print((select(2, pcall(f, ...))))
    level = 3
    print((select(2, pcall(f, ...))))
end
package.preload.loads = fail
try(function() require("loads") end)
-- expect: E
-- expect: searchers_are_called_by_require.lua:11: E
package.searchers = {fail}
try(function() require("searched") end)
-- expect: E
-- expect: searchers_are_called_by_require.lua:15: E
package.searchers = {5}
print(pcall(require, "number")) -- expect: false	attempt to call a number value
