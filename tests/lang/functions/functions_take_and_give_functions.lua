-- Functions that take and give functions.
local function map(t, f) local r = {} for i, v in ipairs(t) do r[i] = f(v) end return r end
local function filter(t, p)
    local r = {}
    for _, v in ipairs(t) do if p(v) then r[#r + 1] = v end end
    return r
end
local function fold(t, f, v) for _, x in ipairs(t) do v = f(v, x) end return v end
local function compose(...)
    local fs = {...}
    return function(...)
        local r = table.pack(...)
        for i = #fs, 1, -1 do r = table.pack(fs[i](table.unpack(r, 1, r.n))) end
        return table.unpack(r, 1, r.n)
    end
end
local numbers = {1, 2, 3, 4, 5, 6}
print(table.concat(map(numbers, function(n) return n * n end), " ")) -- expect: 1 4 9 16 25 36
print(table.concat(filter(numbers, function(n) return n % 2 == 0 end), " ")) -- expect: 2 4 6
print(fold(numbers, function(a, b) return a + b end, 0), fold(numbers, math.max, 0)) -- expect: 21	6
print(compose(tostring, math.abs, function(a, b) return a - b end)(3, 10)) -- expect: 7
local function curry(f, n)
    if n == 1 then return f end
    return function(a) return curry(function(...) return f(a, ...) end, n - 1) end
end
print(curry(function(a, b, c) return a .. b .. c end, 3)("x")("y")("z")) -- expect: xyz
local function memoize(f) local m = {} return function(n) m[n] = m[n] or f(n) return m[n] end end
local fib
fib = memoize(function(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end)
print(fib(90)) -- expect: 2880067194370816120
