-- insert and sort return nothing; remove, move and concat return one value.
print(select("#", table.insert({}, 1)), select("#", table.sort({2, 1}))) -- expect: 0	0
print(select("#", table.remove({1})), select("#", table.remove({}))) -- expect: 1	1
print(select("#", table.move({}, 1, 2, 3)), select("#", table.concat({}))) -- expect: 1	1
print(select("#", table.pack()), select("#", table.unpack({}))) -- expect: 1	0
print((table.insert({}, 1))) -- expect: nil
print(type(table.concat({})), type(table.pack(1)), type(table.move({}, 1, 0, 1)))
-- expect: string	table	table
local names = {}
for name in pairs(table) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " ")) -- expect: concat insert move pack remove sort unpack
