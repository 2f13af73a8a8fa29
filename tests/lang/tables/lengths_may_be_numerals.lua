-- A length by __len may be a numeral, which is converted to an integer.
local function with(length)
    return setmetatable({"a", "b", "c"}, {__len = function() return length end})
end
print(table.concat(with("2")), table.concat(with("0x3")), table.concat(with(" 1e0 ")))
-- expect: ab	abc	a
print(table.unpack(with("2"))) -- expect: a	b
print(table.remove(with("2"))) -- expect: b
local t = with("3")
table.insert(t, "d")
print(rawlen(t), t[4]) -- expect: 4	d
print(pcall(table.concat, with("2.5"))) -- expect: false	object length is not an integer
