-- type knows eight kinds of values; functions of Lua and of the library are one kind.
local samples = {1, 1.5, "s", true, {}, print, function() end, coroutine.create(print), io.stdout}
local names = {}
for i, v in ipairs(samples) do names[i] = type(v) end
print(table.concat(names, " "))
-- expect: number number string boolean table function function thread userdata
print(type(nil), type(false), type(type), type(type(1))) -- expect: nil	boolean	function	string
print(type(2^53), type(1 // 1), type("10" + 1), type("1" .. 1))
-- expect: number	number	number	string
print(pcall(type)) -- expect: false	bad argument #1 to 'type' (value expected)
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil) == nil)
-- expect: integer	float	nil	true
print(type(_G), type(_ENV), type(_VERSION), type((...))) -- expect: table	table	string	nil
