-- load makes a function of what string.dump gives, which does the same.
local function again(f, ...) return assert(load(string.dump(f), "=dumped", "b", ...)) end
print(type(string.dump(function() end)), again(function() end)()) -- expect: string
print(again(function(a, b) return b, a end)(1, 2)) -- expect: 2	1
print(again(function(...) return select("#", ...), ... end)(nil, nil)) -- expect: 2	nil	nil
local function fib(n)
    local a, b = 0, 1
    for _ = 1, n do a, b = b, a + b end
    return a
end
print(fib(50), again(fib)(50)) -- expect: 12586269025	12586269025
local sum = again(function(t)
    local s = 0
    for i, v in ipairs(t) do
        if v == "skip" then goto continue end
        s = s + i * v
        ::continue::
    end
    while s > 100 do s = s - 7 end
    repeat s = s + 1 until s % 5 == 0
    return s
end)
print(sum({10, 20, "skip", 30})) -- expect: 105
print(again(sum)({1, 2, 3}), sum == again(sum)) -- expect: 15	false
print(load(string.dump(load("return 'a chunk', ...")))(5)) -- expect: a chunk	5
