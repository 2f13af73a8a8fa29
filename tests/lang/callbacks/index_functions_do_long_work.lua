-- An __index function may run long in the middle of an expression; operands are kept.
local memo, computed = {}, 0
local fib = setmetatable(memo, {__index = function(t, n)
    if n < 2 then t[n] = n return n end
    computed = computed + 1
    for i = 1, 5 do computed = computed + #{i} - 1 end
    local v = t[n - 1] + t[n - 2]
    t[n] = v
    return v
end})
print(fib[40], computed, fib[40] - fib[39] == fib[38], computed) -- expect: 102334155	39	true	39
local caught = {}
local object = setmetatable({}, {__index = function(t, k)
    local parts = {}
    for i = 1, 30 do parts[i] = (i * #k) % 10 end
    local ok, e = pcall(function() return k .. nil end)
    caught[#caught + 1] = ok
    return table.concat(parts, "", 1, 4)
end})
local a, b = 1, {2, 3}
local s = a .. object.xy .. #b .. object.z .. (object.abc + a) * b[2]
print(s, #caught, caught[1]) -- expect: 124682123411079	3	false
local t = {object.p, object.pq, n = object.pqr, [object.r] = 4}
print(t[1], t[2], t.n, t["1234"]) -- expect: 1234	2468	3692	4
function object:method(x) return self.len .. x end
print(object:method(a), object.a == object.b, object.a < object.bb) -- expect: 36921	true	true
local function co(k)
    return coroutine.wrap(function()
        local lazy = setmetatable({}, {__index = function(_, n)
            local sum = 0
            for i = 1, 5 do sum = sum + coroutine.yield(n * i) end
            return sum
        end})
        return "sum " .. lazy[k] + lazy[k * 10]
    end)
end
local step, log = co(2), {}
local v = step()
while type(v) == "number" do log[#log + 1] = v v = step(v + 1) end
print(table.concat(log, " "), v) -- expect: 2 4 6 8 10 20 40 60 80 100	sum 340
