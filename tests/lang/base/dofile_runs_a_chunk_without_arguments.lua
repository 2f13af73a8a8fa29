-- dofile gives the chunk no arguments, runs it with the globals and returns its results.
local function write(name, text)
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
end
write("count.lua", "return select('#', ...)")
print(dofile("count.lua", "not", "passed")) -- expect: 0
write("many.lua", "return 1, nil, 'three', nil")
print(dofile("many.lua")) -- expect: 1	nil	three	nil
print(select("#", dofile("many.lua"))) -- expect: 4
write("global.lua", "made = (made or 0) + 1 return _ENV == _G")
print(dofile("global.lua"), dofile("global.lua"), made) -- expect: true	true	2
write("table.lua", "error({code = 7})")
print(select(2, pcall(dofile, "table.lua")).code) -- expect: 7
write("deep.lua", "local function f() error('deep', 2) end f()")
print(pcall(dofile, "deep.lua")) -- expect: false	deep.lua:1: deep
print(pcall(dofile, "absent.lua"))
-- expect: false	cannot open absent.lua: No such file or directory
print(pcall(dofile, {})) -- expect: false	bad argument #1 to 'dofile' (string expected, got table)
write("local.lua", "local hidden = 1")
print(dofile("local.lua"), hidden) -- expect: nil	nil
