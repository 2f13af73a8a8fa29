-- A wrap function is an iterator; a generator that calls itself walks a tree.
local function range(from, to, step)
    return coroutine.wrap(function()
        for i = from, to, step or 1 do coroutine.yield(i, i * i) end
    end)
end
local parts = {}
for i, square in range(1, 9, 3) do parts[#parts + 1] = i .. ":" .. square end
print(table.concat(parts, " ")) -- expect: 1:1 4:16 7:49
local function walk(tree)
    if type(tree) ~= "table" then return coroutine.yield(tree) end
    for _, branch in ipairs(tree) do walk(branch) end
end
parts = {}
for leaf in coroutine.wrap(function() walk({1, {2, {3, 4}, {}}, {{{5}}}}) end) do
    parts[#parts + 1] = leaf
end
print(table.concat(parts, " ")) -- expect: 1 2 3 4 5
local function filter(f, source)
    return coroutine.wrap(function() for v in source do if f(v) then coroutine.yield(v) end end end)
end
parts = {}
for v in filter(function(v) return v % 3 == 0 end, range(1, 20)) do parts[#parts + 1] = v end
print(table.concat(parts, " ")) -- expect: 3 6 9 12 15 18
local primes, source = {}, range(2, 40)
while #primes < 12 do
    local prime = source()
    primes[#primes + 1] = prime
    source = filter(function(v) return v % prime ~= 0 end, source)
end
print(table.concat(primes, " ")) -- expect: 2 3 5 7 11 13 17 19 23 29 31 37
