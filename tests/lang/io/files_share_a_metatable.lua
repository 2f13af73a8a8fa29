-- All files have one metatable, with the methods in its __index.
local mt = getmetatable(io.stdout)
local file = io.tmpfile()
print(mt == getmetatable(file), mt.__name, mt.__index.read == file.read, file.nothing)
-- expect: true	FILE*	true	nil
local methods, events = {}, {}
for name, f in pairs(mt.__index) do methods[#methods + 1] = name end
for name in pairs(mt) do events[#events + 1] = name end
table.sort(methods)
table.sort(events)
print(table.concat(methods, " ")) -- expect: close flush lines read seek setvbuf write
print(table.concat(events, " ")) -- expect: __close __gc __index __name __tostring
function mt.__index.twice(f, text) return f:write(text, text) end
print(file:twice("ab") == file, file:seek("set"), file:read("a")) -- expect: true	0	abab
mt.__index.twice = nil
print(file.twice, mt.__tostring(file:close() and file), pcall(mt.__tostring, {}) == false)
-- expect: nil	file (closed)	true
print(pcall(setmetatable, file, {}))
-- expect: false	bad argument #1 to 'setmetatable' (table expected, got FILE*)
