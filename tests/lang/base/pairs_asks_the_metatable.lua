-- __pairs gives the three values of the loop.
local function squares(t, i)
    i = i + 1
    if i <= t.n then return i, i * i end
end
local t = setmetatable({n = 3}, {__pairs = function(self) return squares, self, 0, "lost" end})
local sum = 0
for i, square in pairs(t) do sum = sum + i * 100 + square end
print(sum) -- expect: 614
print(select("#", pairs(t))) -- expect: 3
local empty = setmetatable({}, {__pairs = function() end})
print(pcall(function() for _ in pairs(empty) do end end))
-- expect: false	pairs_asks_the_metatable.lua:12: attempt to call a nil value (for iterator 'for iterator')
print(pcall(pairs, setmetatable({}, {__pairs = function() error("no pairs", 0) end})))
-- expect: false	no pairs
print(pcall(function() for _ in pairs(nil) do end end))
-- expect: false	pairs_asks_the_metatable.lua:16: bad argument #1 to 'for iterator' (table expected, got nil)
