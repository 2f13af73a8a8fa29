-- Functions may call themselves and each other, deep and in the middle of expressions.
local function fact(n) return n < 2 and 1 or n * fact(n - 1) end
print(fact(20), fact(25.0)) -- expect: 2432902008176640000	1.5511210043331e+25
local function ackermann(m, n)
    if m == 0 then return n + 1 end
    if n == 0 then return ackermann(m - 1, 1) end
    return ackermann(m - 1, ackermann(m, n - 1))
end
print(ackermann(2, 3)) -- expect: 9
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(10000)) -- expect: 10000
local function hanoi(n, a, b, c) if n == 0 then return 0 end
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) end
print(hanoi(8, "a", "b", "c")) -- expect: 255
local function flatten(t, out)
    out = out or {}
    for _, v in ipairs(t) do
        if type(v) == "table" then flatten(v, out) else out[#out + 1] = v end
    end
    return out
end
print(table.concat(flatten({1, {2, {3, {4}}, 5}, {{{6}}}}), " ")) -- expect: 1 2 3 4 5 6
local function sum(n, ...) if not n then return 0 end return n + sum(...) end
print(sum(1, 2, 3, 4, 5)) -- expect: 15
-- torture: 1009
