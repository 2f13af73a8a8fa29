-- A comparator of table.sort may yield: the sort goes on where it was.
local calls = 0
local sorter = coroutine.wrap(function()
    local t = {5, 2, 9, 1, 7}
    table.sort(t, function(a, b)
        calls = calls + 1
        coroutine.yield(a, b)
        return a < b
    end)
    return "sorted", table.concat(t, " ")
end)
local a, b
repeat a, b = sorter() until a == "sorted"
print(b) -- expect: 1 2 5 7 9
print(calls <= 9) -- expect: true
