-- A length by __len must be an integer; a float with an integral value is one.
local function with(length)
    return setmetatable({"a", "b", "c"}, {__len = function() return length end})
end
local function check(length)
    print(select(2, pcall(table.concat, with(length))),
          (pcall(table.insert, with(length), 1)), (pcall(table.remove, with(length))),
          (pcall(table.unpack, with(length))), (pcall(table.sort, with(length))))
end
check(2.5) -- expect: object length is not an integer	false	false	false	false
check("x") -- expect: object length is not an integer	false	false	false	false
check(true) -- expect: object length is not an integer	false	false	false	false
check({}) -- expect: object length is not an integer	false	false	false	false
check(2 ^ 63) -- expect: object length is not an integer	false	false	false	false
check(nil) -- expect: object length is not an integer	false	false	false	false
print(table.concat(with(2.0)), table.unpack(with(2.0))) -- expect: ab	a	b
print(table.remove(with(1.0)), table.concat(with(-1)) == "", table.unpack(with(0)))
-- expect: a	true
print(select(2, pcall(function() table.insert(with("x"), 1) end)))
-- expect: lengths_must_be_integers.lua:19: object length is not an integer
