-- __call turns an object into a function that may run long, with any arguments and results.
local calls, rounds = 0, 0
local Curry = {}
Curry.__call = function(self, ...)
    calls = calls + 1
    local args = table.move(self.args, 1, self.args.n, 1, {n = self.args.n + select("#", ...)})
    for i = 1, select("#", ...) do
        args[self.args.n + i] = (select(i, ...))
        for n = 1, 10 do rounds = rounds + n end
    end
    if args.n < self.need then
        return setmetatable({f = self.f, need = self.need, args = args}, Curry)
    end
    return self.f(table.unpack(args, 1, args.n))
end
local function curry(need, f)
    return setmetatable({f = f, need = need, args = {n = 0}}, Curry)
end
local join = curry(4, function(...)
    local parts = {}
    for i = 1, select("#", ...) do parts[i] = tostring((select(i, ...))) end
    return table.concat(parts, "-"), ...
end)
print(join(1)(2, nil)(4)) -- expect: 1-2-nil-4	1	2	nil	4
print(join(1, 2, 3, 4, 5), calls, rounds) -- expect: 1-2-3-4-5	4	495
local add = curry(2, function(a, b) return a + b end)
local inc = add(1)
local sum = 0
for i = 1, 10 do sum = add(sum, inc(i)) end
print(sum, calls, rounds) -- expect: 65	25	2200
print(pcall(add, 1, {}))
-- expect: false	call_events_do_long_work.lua:26: attempt to perform arithmetic on a table value (local 'b')
print(select("#", join()()), select(-1, pcall(join, nil, nil, nil, nil))) -- expect: 1	nil
print((("abc"):gsub(".", function(c) return inc(c:byte()) end)), calls, rounds)
-- expect: 9899100	32	2695
local sorted = {3, 1, 2}
table.sort(sorted, function(a, b) return curry(2, function(x, y) return x < y end)(a)(b) end)
print(table.concat(sorted)) -- expect: 123
