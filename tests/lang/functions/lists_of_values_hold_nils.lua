-- select, table.pack and table.unpack work with lists of values that hold nil.
local function count(...) return select("#", ...) end
print(select(2, "a", "b", "c"), (select(2, "a", "b", "c")), select(-1, "a", "b")) -- expect: b	b	b
print(count(select(3, 1, 2)), count(select(2, nil, nil, nil)), select("#")) -- expect: 0	2	0
local t = table.pack(nil, 2, nil)
print(t.n, t[1], t[2], t[3], count(table.unpack(t, 1, t.n))) -- expect: 3	nil	2	nil	3
print(table.unpack({1, 2, 3}, 2), table.unpack({1, 2, 3}, 2, 3)) -- expect: 2	2	3
print(table.unpack({}, 1, 2), (table.unpack({"x", "y"}))) -- expect: nil	x
print(pcall(select, 0)) -- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, "x")) -- expect: false	bad argument #1 to 'select' (number expected, got string)
print(pcall(select)) -- expect: false	bad argument #1 to 'select' (number expected, got no value)
local function last(...) return (select(select("#", ...), ...)) end
print(last(1, 2, "last"), (last(nil, false))) -- expect: last	false
print(select(2, pcall(last)):match("bad.*"))
-- expect: bad argument #1 to 'select' (index out of range)
local function reverse(a, ...) if select("#", ...) == 0 then return a end
    local r = table.pack(reverse(...)) r[r.n + 1] = a return table.unpack(r, 1, r.n + 1) end
print(reverse(1, nil, 3, nil, 5)) -- expect: 5	nil	3	nil	1
