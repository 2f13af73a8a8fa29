-- The third argument of find is where the search starts; positions count from the front.
local s = "abcabc"
print(s:find("b", 1), s:find("b", 2), s:find("b", 3)) -- expect: 2	2	5	5
print(s:find("b", 6), s:find("c", 6), s:find("b", 7), s:find("", 7), s:find("", 8))
-- expect: nil	6	nil	7	nil
print(s:find("b", -1), s:find("b", -2), s:find("b", -5), s:find("b", -100)) -- expect: nil	5	2	2	2
print(s:find("b", 0), s:find("b", nil), s:find("b", "3"), s:find("b", 3.0)) -- expect: 2	2	5	5	5
print(s:find("b", 100), s:find("", 100), s:find("", -100), s:find("", math.mininteger))
-- expect: nil	nil	1	1	0
print(s:find("^a", 4), s:find("^b", 4), s:find("c$", -1), s:find("^", 7)) -- expect: 4	nil	6	7	6
print(s:match("^b", 2), s:match(".", -1), s:match("()", 7), s:match("()", 8)) -- expect: b	c	7	nil
print(("x"):find("", 2), ("x"):find("", 3), (""):find(""), (""):find("", 1), (""):find("", 2))
-- expect: 2	nil	1	1	nil
print(pcall(string.find, s, "b", "x"))
-- expect: false	bad argument #3 to 'string.find' (number expected, got string)
print(pcall(string.find, s, "b", 1.5))
-- expect: false	bad argument #3 to 'string.find' (number has no integer representation)
print(pcall(string.find, s, nil))
-- expect: false	bad argument #2 to 'string.find' (string expected, got nil)
print(pcall(string.find))
-- expect: false	bad argument #1 to 'string.find' (string expected, got no value)
