-- The end of string.byte is its start as it was given: zero, or before the front, is nothing.
local function count(...) return select("#", ("abc"):byte(...)) end
print(count(0), count(-4), count(-3), count(1), count(3), count(4)) -- expect: 0	0	1	1	1	0
print(count(math.mininteger), count(math.maxinteger)) -- expect: 0	0
print(count(0, nil), count(-10, nil), count(0, 0), count(0, 1), count(-4, -3)) -- expect: 0	0	0	1	1
print(select("#", (""):byte()), select("#", (""):byte(0)), select("#", (""):byte(-1)))
-- expect: 0	0	0
