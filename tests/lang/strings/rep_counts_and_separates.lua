-- rep takes a count and a separator; a count below 1 gives the empty string.
local function show(...) return "<" .. string.rep(...) .. ">" end
print(show("ab", 3), show("ab", 1), show("ab", 0), show("ab", -5), show("", 5))
-- expect: <ababab>	<ab>	<>	<>	<>
print(show("ab", 3, "-"), show("ab", 1, "-"), show("ab", 0, "-"), show("", 3, "-"))
-- expect: <ab-ab-ab>	<ab>	<>	<-->
print(show("ab", 3, ""), show("ab", 3, nil), show("x", 2, "<->"), show("", 1, "-"))
-- expect: <ababab>	<ababab>	<x<->x>	<>
print(show("x", "3"), show("x", 2.0), show(7, 3), show(1.5, 2, 0))
-- expect: <xxx>	<xx>	<777>	<1.501.5>
print(show("a\0", 2):byte(1, -1)) -- expect: 60	97	0	97	0	62
print(show("x", math.mininteger), #string.rep("abc", 1000, ","), #string.rep("", 1000, ","))
-- expect: <>	3999	999
print(pcall(string.rep, "x"))
-- expect: false	bad argument #2 to 'string.rep' (number expected, got no value)
print(pcall(string.rep, "x", 1.5))
-- expect: false	bad argument #2 to 'string.rep' (number has no integer representation)
print(pcall(string.rep, "x", 2, {}))
-- expect: false	bad argument #3 to 'string.rep' (string expected, got table)
print(pcall(string.rep, "x", "y"))
-- expect: false	bad argument #2 to 'string.rep' (number expected, got string)
print(pcall(string.rep, {}, 1))
-- expect: false	bad argument #1 to 'string.rep' (string expected, got table)
print(pcall(string.rep, "abc", math.maxinteger)) -- expect: false	resulting string too large
