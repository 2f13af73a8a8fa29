-- io.type tells open files, closed files and everything else apart.
local file = io.tmpfile()
print(io.type(file), type(file), file:close(), io.type(file), type(file))
-- expect: file	userdata	true	closed file	userdata
print(io.type(nil), io.type("file"), io.type({}), io.type(print), io.type(12), io.type(true))
-- expect: nil	nil	nil	nil	nil	nil
print(io.type(setmetatable({}, getmetatable(file))), io.type(getmetatable(file)))
-- expect: nil	nil
print(pcall(io.type)) -- expect: false	bad argument #1 to 'io.type' (value expected)
print(select(2, pcall(function() return io.type() end)))
-- expect: type_of_values.lua:10: bad argument #1 to 'type' (value expected)
print(io.type(io.stdin, "ignored"), select("#", io.type(1))) -- expect: file	1
