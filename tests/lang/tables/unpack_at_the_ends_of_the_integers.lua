-- table.unpack reaches the first and the last integer without running over.
local low, high = math.mininteger, math.maxinteger
local t = {[low] = "l", [low + 1] = "m", [high - 1] = "g", [high] = "h"}
print(table.unpack(t, high - 1, high)) -- expect: g	h
print(table.unpack(t, high, high)) -- expect: h
print(table.unpack(t, low, low + 1)) -- expect: l	m
print(table.unpack(t, low, low)) -- expect: l
print(select("#", table.unpack(t, high, low)), select("#", table.unpack(t, 1, low)))
-- expect: 0	0
print(select("#", table.unpack(t, high)), select("#", table.unpack(t, 1))) -- expect: 0	0
print(pcall(table.unpack, t, low, high)) -- expect: false	too many results to unpack
print(pcall(table.unpack, t, 0, high)) -- expect: false	too many results to unpack
print(pcall(table.unpack, t, -1, high)) -- expect: false	too many results to unpack
print(pcall(table.unpack, t, low, 0)) -- expect: false	too many results to unpack
print(pcall(table.unpack, t, 1, high)) -- expect: false	too many results to unpack
print(pcall(table.unpack, t, 1, 1e7)) -- expect: false	too many results to unpack
