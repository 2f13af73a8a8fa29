-- type gives the name of a value's type; no value is a mistake, nil is not.
local names = {}
for _, v in ipairs({true, 1, 1.5, "", {}, print, function() end, coroutine.running(), io.stdout}) do
    names[#names + 1] = type(v)
end
print(table.concat(names, " "))
-- expect: boolean number number string table function function thread userdata
print(type(nil), type(type(nil)), type(nil) == nil) -- expect: nil	string	false
print(type(select(2, 1, nil)), pcall(type, select(2, 1)))
-- expect: nil	false	bad argument #1 to 'type' (value expected)
print(pcall(function() return type() end))
-- expect: false	type_needs_an_argument.lua:11: bad argument #1 to 'type' (value expected)
print(type(setmetatable({}, {__name = "Name", __type = "other"}))) -- expect: table
print(type(1, 2, 3), type(string.gmatch("", "")), type(coroutine.wrap(print)))
-- expect: number	function	function
print(math.type(3), math.type(3.0), math.type("3"), pcall(math.type))
-- expect: integer	float	nil	false	bad argument #1 to 'math.type' (value expected)
