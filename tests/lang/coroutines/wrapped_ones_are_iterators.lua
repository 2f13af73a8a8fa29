-- A wrapped coroutine is an iterator; each wrap has a state of its own.
local function range(from, to, step)
    return coroutine.wrap(function()
        for i = from, to, step or 1 do coroutine.yield(i, i * i) end
    end)
end
local sum = 0
for i, square in range(1, 10) do sum = sum + square end
print(sum) -- expect: 385
local a, b = range(1, 3), range(10, 30, 10)
print(a(), b(), (a()), (b())) -- expect: 1	10	2	20
local function filter(p, g)
    return coroutine.wrap(function() for v in g do if p(v) then coroutine.yield(v) end end end)
end
local function map(f, g)
    return coroutine.wrap(function() for v in g do coroutine.yield(f(v)) end end)
end
local out = {}
local thirds = filter(function(v) return v % 3 == 0 end, range(1, 20))
for v in map(function(v) return v * 10 end, thirds) do out[#out + 1] = v end
print(table.concat(out, " ")) -- expect: 30 60 90 120 150 180
local function primes(n)
    local g = range(2, n)
    return coroutine.wrap(function()
        while true do
            local p = g()
            if not p then return end
            coroutine.yield(p)
            g = filter(function(v) return v % p ~= 0 end, g)
        end
    end)
end
out = {}
for p in primes(40) do out[#out + 1] = p end
print(table.concat(out, " ")) -- expect: 2 3 5 7 11 13 17 19 23 29 31 37
