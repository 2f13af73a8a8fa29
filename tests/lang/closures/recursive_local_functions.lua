-- A local function sees itself; mutual recursion needs the name first.
local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end
print(fact(20)) -- expect: 2432902008176640000
local even
local function odd(n) if n == 0 then return false end return even(n - 1) end
function even(n) if n == 0 then return true end return odd(n - 1) end
print(even(1001), odd(1001)) -- expect: false	true
local fib = setmetatable({}, {__index = function(t, n)
    local v = n < 2 and n or t[n - 1] + t[n - 2]
    t[n] = v
    return v
end})
print(fib[80]) -- expect: 23416728348467685
local y = function(f) return (function(x) return x(x) end)(function(x)
    return f(function(...) return x(x)(...) end) end) end
print(y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(5))
-- expect: 120
