-- %p prints the identity of an object: the same for the same object.
local t, u = {}, {}
print(string.format("%p", t) == string.format("%p", t)) -- expect: true
print(string.format("%p", t) == string.format("%p", u)) -- expect: false
print(string.format("%p", t):match("^0x%x+$") ~= nil) -- expect: true
print(tostring(t):match(string.format("%p", t) .. "$") ~= nil) -- expect: true
print(string.format("%p", 1), string.format("%p", nil), string.format("%8p|", true))
-- expect: (null)	(null)	  (null)|
print(string.format("%p", "short") == string.format("%p", "sh" .. "ort")) -- expect: true
print(string.format("%p", print) == string.format("%p", print)) -- expect: true
