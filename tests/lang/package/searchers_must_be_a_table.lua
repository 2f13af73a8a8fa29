-- Without a table package.searchers nothing can be required, but for what is loaded.
package.loaded.ready = "ready"
for _, value in ipairs({"text", 5, true, print}) do
    package.searchers = value
    print(pcall(require, "m"))
    -- expect: false	'package.searchers' must be a table
    -- expect: false	'package.searchers' must be a table
    -- expect: false	'package.searchers' must be a table
    -- expect: false	'package.searchers' must be a table
end
package.searchers = nil
print(pcall(require, "m")) -- expect: false	'package.searchers' must be a table
print(require("ready")) -- expect: ready
print(pcall(function()
    require("m")
end)) -- expect: false	searchers_must_be_a_table.lua:15: 'package.searchers' must be a table
print(pcall(function() return require("m") end))
-- expect: false	searchers_must_be_a_table.lua:17: 'package.searchers' must be a table
