-- A coroutine may yield within each arithmetic and bitwise metamethod, over and over.
local mt = {}
for _, name in ipairs({"add", "sub", "mul", "div", "mod", "pow", "idiv", "unm", "band", "bor",
                       "bxor", "shl", "shr", "bnot"}) do
    mt["__" .. name] = function(a, b)
        local sum = 0
        for i = 1, 3 do sum = sum + coroutine.yield(name, i) end
        return sum
    end
end
local x = setmetatable({}, mt)
local co = coroutine.create(function(...)
    local n = select("#", ...)
    local r = {x + 1, 2 - x, x * x, x / 3, x % 4, 5 ^ x, x // 6, -x, x & 7, 8 | x, x ~ x, x << 9,
               10 >> x, ~x}
    r[#r + 1] = (x + 1) * 2 - (3 + x) // 5 + #r + n
    return r
end)
local log, steps, answer = {}, 0, {coroutine.resume(co, 1, nil, nil)}
while coroutine.status(co) == "suspended" do
    steps = steps + 1
    if answer[3] == 2 then log[#log + 1] = answer[2] end
    answer = {coroutine.resume(co, steps)}
end
print(steps, table.concat(log, " "))
-- expect: 48	add sub mul div mod pow idiv unm band bor bxor shl shr bnot add add
print(table.concat(answer[2], " ")) -- expect: 6 15 24 33 42 51 60 69 78 87 96 105 114 123 253
