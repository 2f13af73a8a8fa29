-- Files are compiled and run; a first line with # is for the shell.
local function write(name, text)
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
end
write("a.lua", "#!/usr/bin/lua\nreturn 'from a', ...")
print(dofile("a.lua")) -- expect: from a
print(loadfile("a.lua")(7)) -- expect: from a	7
write("b.lua", "\nx = = 1")
print(loadfile("b.lua")) -- expect: nil	b.lua:2: unexpected symbol near '='
print(pcall(dofile, "b.lua")) -- expect: false	b.lua:2: unexpected symbol near '='
write("c.lua", "return value")
print(loadfile("c.lua", "t", {value = "env"})()) -- expect: env
print(loadfile("none.lua") == nil, pcall(dofile, "none.lua") == false) -- expect: true	true
write("d.lua", "error('from d')")
print(pcall(dofile, "d.lua")) -- expect: false	d.lua:1: from d
write("e.lua", "")
print(dofile("e.lua")) -- expect: 
