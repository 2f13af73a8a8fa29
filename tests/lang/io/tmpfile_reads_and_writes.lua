-- io.tmpfile gives a new empty file for reading and writing.
local a, b = io.tmpfile(), io.tmpfile("ignored")
print(io.type(a), a ~= b, a:read("a") == "", a:seek("end")) -- expect: file	true	true	0
print(a:write("one ", 2):seek("set"), a:read("a"), b:read("a") == "") -- expect: 0	one 2	true
print(a:seek("set", 1), a:write("N"):seek("set"), a:read("a")) -- expect: 1	0	oNe 2
print(a:close(), io.type(a), pcall(a.read, a))
-- expect: true	closed file	false	attempt to use a closed file
local files = {}
for i = 1, 30 do files[i] = io.tmpfile() end
for i, f in ipairs(files) do f:write(i):seek("set") end
local sum = 0
for _, f in ipairs(files) do sum = sum + f:read("n") end
print(sum) -- expect: 465
for _, f in ipairs(files) do f:close() end
print(io.type(files[30]), #files) -- expect: closed file	30
