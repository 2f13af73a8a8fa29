-- table.sort calls its comparator about n log n times, also for ordered arrays.
-- torture: 997
local function calls(make, n)
    local t, count = {}, 0
    for i = 1, n do t[i] = make(i) end
    table.sort(t, function(a, b) count = count + 1 return a < b end)
    for i = 2, n do if t[i] < t[i - 1] then return "not sorted" end end
    return count < 4 * n * math.log(n, 2)
end
for _, n in ipairs({10, 100, 1000}) do
    print(n, calls(function(i) return i end, n), calls(function(i) return -i end, n),
          calls(function(i) return i * 7919 % n end, n), calls(function() return 1 end, n),
          calls(function(i) return i % 2 end, n))
    -- expect: 10	true	true	true	true	true
    -- expect: 100	true	true	true	true	true
    -- expect: 1000	true	true	true	true	true
end
