-- A require in tail position names its line when the module is not there.
package.path = "require_in_tail_position_has_a_place.d/?.lua"
package.searchers = {package.searchers[1], package.searchers[2]}
local function first(f, ...) return (select(2, pcall(f, ...)):match("^(.-)\n")) end
print(first(function() return require("missing") end))
-- expect: require_in_tail_position_has_a_place.lua:5: module 'missing' not found:
print(first(require, "needs"))
-- expect: require_in_tail_position_has_a_place.d/needs.lua:2: module 'missing' not found:
print(first(require, "missing")) -- expect: module 'missing' not found:
print(first(coroutine.wrap(require), "missing")) -- expect: module 'missing' not found:
