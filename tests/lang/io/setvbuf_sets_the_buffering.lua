-- Without a buffer a write is seen at once, with one after a flush.
local function seen() return (io.open("v.txt"):read("a"):gsub("\n", "N")) end
local file = io.open("v.txt", "w")
print(file:setvbuf("no"), file:write("a") == file, seen()) -- expect: true	true	a
print(file:close()) -- expect: true
file = io.open("v.txt", "w")
print(file:setvbuf("full", 1024), file:write("b") == file) -- expect: true	true
print(file:flush() == file, seen()) -- expect: false	b
print(file:setvbuf("line"), file:write("c\n") == file, seen()) -- expect: true	true	bcN
print(file:setvbuf("full"), file:write("d"):close(), seen()) -- expect: true	true	bcNd
file = io.open("v.txt", "w")
print(file:setvbuf("full", 16), file:setvbuf("line", 16), file:setvbuf("no", 0))
-- expect: true	true	true
