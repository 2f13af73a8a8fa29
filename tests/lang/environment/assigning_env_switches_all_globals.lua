-- Assigning to _ENV itself replaces the table of globals for the whole chunk.
local G, print, setmetatable = _G, print, setmetatable
x = "old"
local function read() return x end
_ENV = {x = "new"}
print(x, read(), G.x) -- expect: new	new	old
y = 1
print(_ENV.y, G.y) -- expect: 1	nil
_ENV = setmetatable({}, {__index = G})
print(x, type(string), read()) -- expect: old	table	old
x = "private"
print(read(), G.x) -- expect: private	old
_ENV = G
print(x, read(), y) -- expect: old	old	nil
