-- The mode says what may be done and what happens to old contents.
local function contents() local f = io.open("m.txt") local s = f:read("a") f:close() return s end
local function with(mode, action)
    local file = io.open("m.txt", mode)
    local results = table.pack(action(file))
    file:close()
    return table.unpack(results, 1, results.n)
end
print(io.open("m.txt", "r")) -- expect: nil	m.txt: No such file or directory	2
with("w", function(f) f:write("abc") end)
with("a", function(f) f:write("def") end)
print(contents()) -- expect: abcdef
with("r+", function(f) f:write("X") end)
print(contents()) -- expect: Xbcdef
print(with("a+", function(f) f:write("!") f:seek("set", 1) return f:read("a") end))
-- expect: bcdef!
print(with("w+b", function(f) f:write("new") f:seek("set") return f:read("a") end))
-- expect: new
print(with("r", function(f) return f:write("x") end)) -- expect: nil	Bad file descriptor	9
print(with("w", function(f) return f:read("a") end)) -- expect: nil	Bad file descriptor	9
print(pcall(io.open, "m.txt", "rw") == false, pcall(io.open, "m.txt", "") == false)
-- expect: true	true
print(pcall(io.open, "m.txt", "x") == false, io.open("m.txt", "rb") ~= nil) -- expect: true	true
