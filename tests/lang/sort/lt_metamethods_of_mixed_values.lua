-- An __lt on one side is enough, and its result is taken as a truth.
local mt = {}
local function value(v) return type(v) == "table" and v.v or v end
mt.__lt = function(a, b) return value(a) < value(b) and "before" or nil end
local function new(v) return setmetatable({v = v}, mt) end
local t = {new(5), 3, new(1), 4, new(2)}
table.sort(t)
local out = {}
for i, v in ipairs(t) do out[i] = (type(v) == "table" and "t" or "n") .. value(v) end
print(table.concat(out, " ")) -- expect: t1 t2 n3 n4 t5
mt.__lt = function() error("no order", 0) end
print(pcall(table.sort, t)) -- expect: false	no order
mt.__lt = nil
print(pcall(table.sort, {new(1), new(2)})) -- expect: false	attempt to compare two table values
mt.__le = function() return true end
print(pcall(table.sort, {new(1), new(2)})) -- expect: false	attempt to compare two table values
