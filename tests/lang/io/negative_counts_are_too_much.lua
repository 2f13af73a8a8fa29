-- A negative count of bytes is taken for one that no memory suffices for.
local file = io.tmpfile()
file:write("text")
file:seek("set")
print(pcall(file.read, file, -1)) -- expect: false	not enough memory
print(pcall(function() return file:read(2, math.mininteger) end)) -- expect: false	not enough memory
print(file:read("a")) -- expect: xt
print(pcall(io.input(file).lines(file, -5))) -- expect: false	not enough memory
io.input(io.stdin)
