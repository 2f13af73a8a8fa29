-- Arrays of any size and shape end up in order.
-- torture: 4999
local function check(n, make, f)
    local t, sum = {}, 0
    for i = 1, n do t[i] = make(i) end
    table.sort(t, f)
    local good = true
    for i = 2, n do
        if f then good = good and not f(t[i], t[i - 1]) else good = good and t[i - 1] <= t[i] end
    end
    return good and #t == n
end
local seed = 1
local function random() seed = (seed * 16807) % 2147483647; return seed end
print(check(20000, random), check(513, random), check(1000, random)) -- expect: true	true	true
print(check(9000, function() return random() / 7 end)) -- expect: true
print(check(9000, function(i) return i end), check(9000, function(i) return -i end))
-- expect: true	true
print(check(3000, function() return "k" .. random() end)) -- expect: true
print(check(3000, function() return random() % 5 end)) -- expect: true
print(check(700, function(i) return i % 2 == 0 and i or i + 0.5 end)) -- expect: true
print(check(600, random, function(a, b) return a > b end)) -- expect: true
