-- A count reads that many bytes, or what is left; 0 only asks for the end.
local f = io.open("f.txt", "w+")
f:write("ab\ncd\0ef")
f:seek("set")
print(f:read(0) == "", f:read(3) == "ab\n", f:read(0) == "", #f:read(3), f:read(100))
-- expect: true	true	true	3	ef
print(f:read(0), f:read(1), f:read(100)) -- expect: nil	nil	nil
f:seek("set", 8)
print(f:read(0), f:seek("set", 7), f:read(0) == "", f:read(1)) -- expect: nil	7	true	f
f:seek("set")
local sizes = {}
for piece in f:lines(3) do sizes[#sizes + 1] = #piece end
print(table.concat(sizes, " ")) -- expect: 3 3 2
f:seek("set")
print(#f:read(2.0), #f:read(1 << 20), f:read(1 << 20)) -- expect: 2	6	nil
