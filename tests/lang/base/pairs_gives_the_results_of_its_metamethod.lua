-- __pairs gives exactly three values, however many it returns.
local function with(f) return setmetatable({}, {__pairs = f}) end
print(pairs(with(function() return 1, 2, 3, 4 end))) -- expect: 1	2	3
print(pairs(with(function() return 1 end))) -- expect: 1	nil	nil
print(select("#", pairs(with(function() end)))) -- expect: 3
print(pairs(with(function(...) return select("#", ...), ... == nil end))) -- expect: 1	false	nil
local t = with(nil)
print(pairs(t) == next, select(2, pairs(t)) == t, select(3, pairs(t))) -- expect: true	true	nil
local callable = setmetatable({}, {__call = function(self, v) return "called", type(v) end})
print(pairs(with(callable))) -- expect: called	table	nil
print(pcall(pairs, with(true))) -- expect: false	attempt to call a boolean value
print(pcall(pairs, with(function() error("from __pairs", 0) end))) -- expect: false	from __pairs
for k, v in pairs(with(function(self) return next, {one = 1}, nil end)) do print(k, v) end
-- expect: one	1
print(pcall(pairs)) -- expect: false	bad argument #1 to 'pairs' (value expected)
local function say(f) print((select(2, pcall(f)):match("%d+: .*"))) end
say(function() for k in pairs(nil) do end end)
-- expect: 17: bad argument #1 to 'for iterator' (table expected, got nil)
say(function() for k in pairs("text") do end end)
-- expect: 19: bad argument #1 to 'for iterator' (table expected, got string)
print(select(2, pairs(5)), pcall(pairs(5), 5))
-- expect: 5	false	bad argument #1 to 'next' (table expected, got number)
