-- A variable of a coroutine that has ended lives on in the closures that share it.
-- torture: 301
local function counter(limit)
    return coroutine.wrap(function()
        local n = 0
        local function step() n = n + 1 coroutine.yield(n) end
        while n < limit do step() end
        return function() return n end
    end)
end
local sum = 0
for i = 1, 600 do
    local run = counter(i % 5 + 1)
    local last
    repeat
        last = run()
    until type(last) == "function"
    sum = sum + last()
end
print(sum) -- expect: 1800
