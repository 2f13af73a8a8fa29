-- A call in return position replaces its caller: a million of them are fine.
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(100000)) -- expect: done
local a, b
function a(n) if n == 0 then return "a" end return b(n - 1) end
function b(n) if n == 0 then return "b" end return a(n - 1) end
print(a(50001)) -- expect: b
local function pass(...) return select("#", ...), ... end
local function tail(...) return pass(...) end
print(tail(1, nil, 3)) -- expect: 3	1	nil	3
local t = setmetatable({}, {__call = function(self, n) if n == 0 then return "called" end
    return self(n - 1) end})
print(t(1000)) -- expect: called
print((function(...) return ... end)(1, 2, 3)) -- expect: 1	2	3
-- torture: 5003
