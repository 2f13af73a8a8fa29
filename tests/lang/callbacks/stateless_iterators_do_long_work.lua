-- A function without state that iterates may run long; the loop keeps its three values.
local rounds = 0
local function is_prime(n)
    for d = 2, n do
        rounds = rounds + 1
        if d * d > n then return true end
        if n % d == 0 then return false end
    end
end
local function next_prime(limit, n)
    repeat n = n + 1 until is_prime(n)
    local ok, e = pcall(error, {n})
    if e[1] <= limit then return n, n * n end
end
local out, sum = {}, 0
for p, square in next_prime, 50, 1 do
    out[#out + 1] = p
    for q in next_prime, p, 1 do sum = sum + q end
    sum = sum + square
end
print(table.concat(out, " "), sum, rounds)
-- expect: 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47	12137	856
local object = setmetatable({}, {__call = function(self, limit, n)
    local m = n
    for i = 1, 10 do m = m + i % 2 end
    if m < limit then return m, self end
end})
local count = 0
for m, o in object, 40, 0 do
    count = count + m
    if o ~= object then count = 0 end
    if m == 25 then goto next end
    count = count + 1
    ::next::
end
print(count, rounds) -- expect: 146	856
print(pcall(function() -- expect: false	at 40
    for n in function(_, n)
        for i = 1, 10 do n = n + 1 end
        if n > 35 then error("at " .. n, 0) end
        return n
    end, nil, 0 do count = n end
end))
print(count) -- expect: 30
