-- With a true fourth argument find looks for the bytes as they are.
local s = "a.b+c[d]%e(f)"
print(s:find(".", 1, true), s:find("+c[", 1, true), s:find("%e", 1, true)) -- expect: 2	4	9	10
print(s:find("(f)", 1, true), s:find("[d]", 1, "any true value")) -- expect: 11	6	8
print(s:find("d]", 1, false), s:find("b%+c", 1, nil)) -- expect: 7	3	5
print(s:find("", 1, true), s:find("", 14, true), s:find("", 15, true)) -- expect: 1	14	nil
print(s:find("x.b", 1, true), s:find(s, 1, true), s:find(s .. "x", 1, true)) -- expect: nil	1	nil
print(("a\0b\0"):find("\0", 3, true), ("a\0b"):find("\0b", 1, true)) -- expect: 4	2	3
print(("aab"):find("ab", 1, true), ("ababac"):find("abac", 1, true)) -- expect: 2	3	6
print(select("#", s:find("(f)", 1, true)), select("#", s:find("(%(f)")), s:find("(", 1, true))
-- expect: 2	3	11	11
print(pcall(string.find, s, "(", 1)) -- expect: false	unfinished capture
