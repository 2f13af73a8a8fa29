-- The string library gives strings the arithmetic events; they can be called.
local mt = getmetatable("")
local names = {}
for name in pairs(mt) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " ")) -- expect: __add __div __idiv __index __mod __mul __pow __sub __unm
print(mt.__add("10", 2), mt.__sub(7, "2"), mt.__mul("3", "4"), mt.__div("1", 4))
-- expect: 12	5	12	0.25
print(mt.__mod("7", 4), mt.__pow("2", "3"), mt.__idiv("7", 2), mt.__unm("5")) -- expect: 3	8.0	3	-5
print(pcall(mt.__add, {}, 1)) -- expect: false	attempt to add a 'table' with a 'number'
print(pcall(mt.__add, "x", 1)) -- expect: false	attempt to add a 'string' with a 'number'
