-- Missing arguments are nil, extra ones are dropped; the last call gives all its values.
local function two(a, b) return a, b end
local function three() return 1, 2, 3 end
print(two()) -- expect: nil	nil
print(two(1)) -- expect: 1	nil
print(two(1, 2, 3)) -- expect: 1	2
print(two(three())) -- expect: 1	2
print(two(three(), "x")) -- expect: 1	x
print(two("x", three())) -- expect: x	1
print(two((three()))) -- expect: 1	nil
print(two(nil, three())) -- expect: nil	1
local function none() end
print(two(none(), none())) -- expect: nil	nil
print(two(none())) -- expect: nil	nil
print(select("#", none()), select("#", two()), select("#", (none()))) -- expect: 0	2	1
local function count(...) return select("#", ...) end
print(count(three(), three()), count((three()), (three())), count(none(), none()), count(none()))
-- expect: 4	2	1	0
