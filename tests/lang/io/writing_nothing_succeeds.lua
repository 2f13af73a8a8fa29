-- Writing empty strings needs no permission.
io.open("r.txt", "w"):write("kept"):close()
local file = io.open("r.txt")
print(file:write("") == file, file:write("", "") == file) -- expect: true	true
print(file:read("a"), file:write(""):close()) -- expect: kept	true
