-- xpcall hands its further arguments to the function, and the error to the handler.
print(xpcall(function(...) return select("#", ...), ... end, print, 1, nil, nil))
-- expect: true	3	1	nil	nil
print(xpcall(string.rep, print, "ab", 2, "-")) -- expect: true	ab-ab
print(xpcall(error, function(...) return select("#", ...), ... end, "E", 0)) -- expect: false	1
print(xpcall(error, function(e) return e, "second", "third" end, "E", 0)) -- expect: false	E
print(xpcall(error, function() end, "E", 0)) -- expect: false	nil
print(xpcall(nil, function(e) return "handled: " .. e end))
-- expect: false	handled: attempt to call a nil value
print(xpcall({}, function(e) return "handled: " .. e end))
-- expect: false	handled: attempt to call a table value
print(xpcall(function() local t = nil; return t.x end, function(e) return #e > 20, e end))
-- expect: false	true
print(xpcall(error, string.upper, "upper", 0)) -- expect: false	UPPER
print(xpcall(error, coroutine.wrap(function(e) return "wrapped " .. e end), "E", 0))
-- expect: false	wrapped E
print(pcall(xpcall)) -- expect: false	bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print))
-- expect: false	bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print, nil))
-- expect: false	bad argument #2 to 'xpcall' (function expected, got nil)
print(pcall(xpcall, print, setmetatable({}, {__call = print})))
-- expect: false	bad argument #2 to 'xpcall' (function expected, got table)
local object = setmetatable({}, {__call = function(self, a) return "object", a end})
print(xpcall(object, print, 5)) -- expect: true	object	5
