-- assert returns all its arguments, whatever they are, when the first one is true.
local t = {}
local a, b, c, d = assert(t, nil, false, "last")
print(a == t, b, c, d) -- expect: true	nil	false	last
print(select("#", assert(0, nil, nil)), assert(""), assert(0.0)) -- expect: 3		0.0
print((assert("first", "second"))) -- expect: first
print(select(2, pcall(assert, 1 < 2, error, 3)) == true, select(3, assert(1, 2, error)) == error)
-- expect: true	true
local function checked(...) return assert(...) end
print(checked(1, 2), select("#", checked(true))) -- expect: 1	1
print(assert(select(2, "lost", "kept", 3))) -- expect: kept	3
print(assert(pcall(string.upper, "loud"))) -- expect: true	LOUD
