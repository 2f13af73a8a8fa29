-- Where a match can begin does not depend on how it is looked for.
-- torture: 97
local text = ("plain text, "):rep(2000) .. "a [mark] (x(y)z) *end*"
print(text:find("[\\`*_%[!<]")) -- expect: 24003	24003
print(text:find("[\\`*_%[!<]", 24004)) -- expect: 24018	24018
print(text:find("%b()")) -- expect: 24010	24016
print(text:find("%b[]", 24004)) -- expect: nil
print(text:find("%f[%[]..")) -- expect: 24003	24004
print(text:match("()%f[%z]")) -- expect: 24023
print(text:find("((%*)e)")) -- expect: 24018	24019	*e	*
print(text:find("%u")) -- expect: nil
print(text:find("%p-%*")) -- expect: 24018	24018
print(("x"):find("%f[%Z]", 2), ("x"):find("%f[^x]", 2)) -- expect: nil	2	1
print(pcall(string.find, "abc", "d(")) -- expect: true	nil
print(pcall(string.match, "abc", ")d")) -- expect: false	invalid pattern capture
print(pcall(string.find, "", "[")) -- expect: false	malformed pattern (missing ']')
