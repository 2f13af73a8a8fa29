-- The names of the io library.
local functions, others = {}, {}
for name, value in pairs(io) do
    local list = type(value) == "function" and functions or others
    list[#list + 1] = name
end
table.sort(functions)
table.sort(others)
print(table.concat(functions, " "))
-- expect: close flush input lines open output popen read tmpfile type write
print(table.concat(others, " ")) -- expect: stderr stdin stdout
print(require("io") == io, getmetatable(io), io.read == io.stdin.read, io.stdin ~= io.stdout)
-- expect: true	nil	false	true
