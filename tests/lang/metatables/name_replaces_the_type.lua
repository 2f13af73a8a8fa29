-- tostring asks __tostring first; else __name replaces the type in front.
local mt = {__tostring = function(self) return "I am " .. type(self) end, __name = "N"}
local t = setmetatable({}, mt)
print(t, tostring(t), ("%s|%s"):format(t, t)) -- expect: I am table	I am table	I am table|I am table
mt.__tostring = function() return 5 end
print(pcall(tostring, t)) -- expect: true	5
mt.__tostring = function() return nil end
print(pcall(tostring, t)) -- expect: false	'__tostring' must return a string
mt.__tostring = function() error("no text", 0) end
print(pcall(print, t)) -- expect: false	no text
mt.__tostring = nil
print((tostring(t):gsub(": .*", ""))) -- expect: N
mt.__name = 5
print((tostring(t):gsub(": .*", ""))) -- expect: table
mt.__name = "a name"
print(pcall(string.rep, t))
-- expect: false	bad argument #1 to 'string.rep' (string expected, got a name)
print(select(2, pcall(function() return t + 1 end)):match("attempt.*"))
-- expect: attempt to perform arithmetic on a a name value (upvalue 't')
print(select(2, pcall(function() return t < 1 end)):match("attempt.*"))
-- expect: attempt to compare a name with number
print(select(2, pcall(function() return #t .. t end)):match("attempt.*"))
-- expect: attempt to concatenate a a name value (upvalue 't')
