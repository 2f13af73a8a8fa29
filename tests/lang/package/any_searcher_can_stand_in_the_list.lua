-- A searcher may be callable; the list ends at nil; a number is a text, too.
package.searchers = {setmetatable({}, {__call = function(_, name)
    return function() return "made for " .. name end
end})}
print(require("callable")) -- expect: made for callable	nil
package.searchers = {function() return 42 end}
print(pcall(require, "number"))
-- expect: false	module 'number' not found:
-- expect: 	42
package.searchers = {nil, function() return "never asked" end}
print(pcall(require, "hole")) -- expect: false	module 'hole' not found:
package.searchers = setmetatable({}, {__index = function() error("not asked") end})
print(pcall(require, "raw")) -- expect: false	module 'raw' not found:
