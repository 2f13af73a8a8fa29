-- require takes a string, or a number as its digits.
print(pcall(require)) -- expect: false	bad argument #1 to 'require' (string expected, got no value)
print(pcall(require, nil)) -- expect: false	bad argument #1 to 'require' (string expected, got nil)
print(pcall(require, {})) -- expect: false	bad argument #1 to 'require' (string expected, got table)
print(pcall(require, setmetatable({}, {__name = "Named"})))
-- expect: false	bad argument #1 to 'require' (string expected, got Named)
print(pcall(require, true))
-- expect: false	bad argument #1 to 'require' (string expected, got boolean)
local r = require
print((select(2, pcall(function() r(print) end)):match("%d+: .*")))
-- expect: 10: bad argument #1 to 'r' (string expected, got function)
package.preload["12"] = function(name) return "module " .. name end
print(require(12)) -- expect: module 12	:preload:
package.preload["1.5"] = function(name) return "module " .. name end
print(require(1.5)) -- expect: module 1.5	:preload:
print(package.loaded["12"], package.loaded[12]) -- expect: module 12	nil
