-- ipairs counts from 1 to the first nil and asks __index.
local sum = 0
for i, v in ipairs({1, 2, nil, 4}) do sum = sum + i * v end
print(sum) -- expect: 5
local t = setmetatable({}, {__index = function(_, i) if i <= 4 then return i * i end end})
sum = 0
for i, v in ipairs(t) do sum = sum + v end
print(sum) -- expect: 30
local base = {1, 2, 3}
local text = ""
for i, v in ipairs(setmetatable({[1] = "x"}, {__index = base})) do text = text .. i .. v end
print(text) -- expect: 1x2233
local grows = {1}
for i in ipairs(grows) do if i < 5 then grows[i + 1] = i end end
print(#grows) -- expect: 5
print(pcall(ipairs)) -- expect: false	bad argument #1 to 'ipairs' (value expected)
print(pcall(function() for _ in ipairs() do end end))
-- expect: false	ipairs_stops_at_nil.lua:17: bad argument #1 to 'ipairs' (value expected)
