-- loadfile gives the chunk as a function; mode and environment are as for load.
local function write(name, text)
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
end
write("sum.lua", "local a, b = ... total = a + b return total, limit")
local f = loadfile("sum.lua")
print(type(f), f(1, 2), total) -- expect: function	3	3
local env = {limit = 10}
print(loadfile("sum.lua", "t", env)(3, 4)) -- expect: 7	10
print(env.total, total) -- expect: 7	3
print(loadfile("sum.lua", nil, env)(5, 6)) -- expect: 11	10
print(loadfile("sum.lua", "bt")(7, 8)) -- expect: 15	nil
print(loadfile("sum.lua", "b")) -- expect: nil	attempt to load a text chunk (mode is 'b')
print(loadfile("sum.lua", "")) -- expect: nil	attempt to load a text chunk (mode is '')
print(loadfile("sum.lua") == loadfile("sum.lua")) -- expect: false
print(pcall(loadfile("sum.lua", "t", nil), 1, 2))
-- expect: false	sum.lua:1: attempt to index a nil value (upvalue '_ENV')
print(pcall(loadfile, "sum.lua", {}))
-- expect: false	bad argument #2 to 'loadfile' (string expected, got table)
print(pcall(loadfile, {}))
-- expect: false	bad argument #1 to 'loadfile' (string expected, got table)
print(loadfile("absent.lua")) -- expect: nil	cannot open absent.lua: No such file or directory
print(select("#", loadfile("absent.lua", {} and "t"))) -- expect: 2
