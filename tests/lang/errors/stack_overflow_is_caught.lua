-- Endless recursion is an error that a program can catch and survive.
local function forever(n) return 1 + forever(n + 1) end
local ok, e = pcall(forever, 1)
print(ok, (tostring(e):match("stack overflow"))) -- expect: false	stack overflow
local depth = 0
local function count() depth = depth + 1 return count() + 1 end
pcall(count)
print(depth > 1000) -- expect: true
local t = setmetatable({}, {})
getmetatable(t).__index = function(_, k) return t[k + 1] end
print(pcall(function() return t[1] end) == false) -- expect: true
print(pcall(function() return "works again" end)) -- expect: true	works again
-- torture: 200003
-- skip gc: a collection at each of a million calls takes hours
