-- table.pack counts its arguments, nils too; table.unpack returns a range.
-- torture: 97
local t = table.pack(1, nil, 3, nil)
print(t.n, t[1], t[2], t[3], t[4]) -- expect: 4	1	nil	3	nil
print(table.unpack({1, 2, 3})) -- expect: 1	2	3
print(table.unpack(t, 1, t.n)) -- expect: 1	nil	3	nil
print(table.unpack({1, 2, 3}, 2), table.unpack({1, 2, 3}, 2, 3)) -- expect: 2	2	3
print(table.unpack({}, 1, 3)) -- expect: nil	nil	nil
print(select("#", table.unpack({}, 5, 4)), table.pack().n) -- expect: 0	0
print(table.unpack({1, 2}, -1, 1)) -- expect: nil	nil	1
print(table.unpack({10}, math.maxinteger, math.maxinteger)) -- expect: nil
local many = {}
for i = 1, 5000 do many[i] = i end
print(select("#", table.unpack(many)), (select(5000, table.unpack(many)))) -- expect: 5000	5000
print(pcall(table.unpack, {}, 1, 1e8)) -- expect: false	too many results to unpack
print(pcall(table.unpack, {}, math.mininteger, math.maxinteger))
-- expect: false	too many results to unpack
