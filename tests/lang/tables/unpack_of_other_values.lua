-- table.unpack takes anything that has a length and can be indexed.
print(table.unpack("abc")) -- expect: nil	nil	nil
print(table.unpack("abc", 2)) -- expect: nil	nil
print(table.unpack("abc", "1", "2")) -- expect: nil	nil
print(select("#", table.unpack(nil, 1, 0)), select("#", table.unpack(12, 5, 4))) -- expect: 0	0
print(select("#", table.unpack(print, 2, -2))) -- expect: 0
print((pcall(table.unpack, nil)), (pcall(table.unpack, 12)), (pcall(table.unpack)))
-- expect: false	false	false
print((pcall(table.unpack, nil, 1, 1)), (pcall(table.unpack, true, 1, 1))) -- expect: false	false
local list = setmetatable({}, {
    __len = function() return 3 end,
    __index = function(_, k) return k * 11 end,
})
print(table.unpack(list)) -- expect: 11	22	33
print(table.unpack(list, 3)) -- expect: 33
print(table.unpack(list, -1, 1)) -- expect: -11	0	11
