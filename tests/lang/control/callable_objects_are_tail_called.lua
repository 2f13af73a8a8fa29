-- `return object(…)` is a proper tail call when __call is a Lua function.
local chain
local object = setmetatable({}, {})
getmetatable(object).__call = function(self, n, sum)
    if n == 0 or n == chain then return sum end
    return self(n - 1, sum + n)
end
print(object(300000, 0)) -- expect: 45000150000
chain = setmetatable({}, {__call = object})
print(chain(7)) -- expect: 7
-- torture: 30000
-- skip gc: each of 300 000 safepoints would collect
