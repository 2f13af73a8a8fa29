-- Each coroutine sorts its own array.
-- torture: 97
local function sorter(seed)
    return coroutine.wrap(function()
        for round = 1, 3 do
            local t, x = {}, seed + round
            for i = 1, 30 do
                x = (x * 16807) % 2147483647
                t[i] = x % 100
            end
            table.sort(t, function(a, b) return a > b end)
            local good = true
            for i = 2, 30 do good = good and t[i - 1] >= t[i] end
            coroutine.yield(good, t[1], t[30])
        end
        return "done"
    end)
end
local a, b = sorter(1), sorter(2)
print(a()) -- expect: true	99	6
print(b()) -- expect: true	97	1
print(a()) -- expect: true	97	1
print(b()) -- expect: true	99	13
print(a()) -- expect: true	99	13
print(a(), b()) -- expect: done	true	97	4
