-- The finalizers that are left at the end run newest first, each may work long and print.
local rounds = 0
local function make(name)
    return setmetatable({}, {__gc = function()
        local sum = 0
        for i = 1, 30 do
            local ok, e = pcall(error, {i})
            sum = sum + e[1]
            rounds = rounds + 1
        end
        print(name, sum, rounds)
    end})
end
first, second = make("first"), make("second")
local third = make("third")
second.third = third
print(rounds)
-- expect: 0
-- expect: third	465	30
-- expect: second	465	60
-- expect: first	465	90
