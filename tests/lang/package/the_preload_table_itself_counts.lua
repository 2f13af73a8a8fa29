-- Another table in the field package.preload changes nothing: the table counts.
package.searchers = {package.searchers[1]}
local table_of_loaders = package.preload
table_of_loaders.real = function() return "from the table" end
package.preload = {other = function() return "from the field" end}
print(pcall(require, "real")) -- expect: true	from the table	:preload:
print(pcall(require, "other"))
-- expect: false	module 'other' not found:
-- expect: 	no field package.preload['other']
package.preload = nil
table_of_loaders.later = function() return "still there" end
print(pcall(require, "later")) -- expect: true	still there	:preload:
