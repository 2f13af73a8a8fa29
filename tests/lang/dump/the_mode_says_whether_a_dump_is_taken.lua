-- Mode "b" takes dumps only, "t" text only, "bt" and none take both.
local dump = string.dump(function() return "ran" end)
for _, mode in ipairs({"b", "bt", "tb", "t", "", "x"}) do
    local f, message = load(dump, "=d", mode)
    print(mode, f and f(), message)
    -- expect: b	ran	nil
    -- expect: bt	ran	nil
    -- expect: tb	ran	nil
    -- expect: t	nil	attempt to load a binary chunk (mode is 't')
    -- expect: 	nil	attempt to load a binary chunk (mode is '')
    -- expect: x	nil	attempt to load a binary chunk (mode is 'x')
end
print(load(dump)(), load(dump, "=d")(), load(dump, "=d", nil)()) -- expect: ran	ran	ran
print(load("return 1", "=t", "b")) -- expect: nil	attempt to load a text chunk (mode is 'b')
local file = assert(io.open("dumped.out", "wb"))
file:write(dump)
file:close()
print(loadfile("dumped.out", "t")) -- expect: nil	attempt to load a binary chunk (mode is 't')
print(loadfile("dumped.out", "b")(), loadfile("dumped.out")(), dofile("dumped.out"))
-- expect: ran	ran	ran
file = assert(io.open("script.out", "wb"))
file:write("# a first line for the shell\n", dump)
file:close()
print(loadfile("script.out")(), loadfile("script.out", "b")(), loadfile("script.out", "t"))
-- expect: ran	ran	nil	attempt to load a binary chunk (mode is 't')
