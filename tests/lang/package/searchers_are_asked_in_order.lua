-- Each searcher gives a loader, a text for the message, or nothing of use.
local function none(text) return function() return text end end
package.searchers = {
    none("\n\tthe first has nothing"), none(nil), none(false), none({}),
    function(name)
        if name == "found" then return function(...) return {...} end, "extra" end
    end,
    none("the last has nothing"),
}
local module, extra = require("found")
print(module[1], module[2], extra) -- expect: found	extra	extra
print(pcall(require, "absent"))
-- expect: false	module 'absent' not found:
-- expect: 	
-- expect: 	the first has nothing
-- expect: 	the last has nothing
package.searchers = {function() return function(...) return select("#", ...), ... end end}
print(require("without an extra value")) -- expect: 2	nil
package.searchers = {function(name) error("searching " .. name, 0) end}
print(pcall(require, "m")) -- expect: false	searching m
package.searchers = {function() return function() return "of " .. #package.searchers end, {} end}
print((require("other")), type((select(2, require("third"))))) -- expect: of 1	table
package.searchers = {}
print(pcall(require, "nowhere")) -- expect: false	module 'nowhere' not found:
