-- Each permutation of a few elements is sorted the same way.
-- torture: 97
local count, bad = 0, 0
local function permute(t, n)
    if n == 1 then
        local copy = table.move(t, 1, #t, 1, {})
        table.sort(copy, #copy % 2 == 0 and function(a, b) return a < b end or nil)
        for i = 1, #copy do if copy[i] ~= i then bad = bad + 1 end end
        count = count + 1
        return
    end
    for i = 1, n do
        t[i], t[n] = t[n], t[i]
        permute(t, n - 1)
        t[i], t[n] = t[n], t[i]
    end
end
for n = 1, 5 do
    local t = {}
    for i = 1, n do t[i] = i end
    permute(t, n)
end
print(count, bad) -- expect: 153	0
