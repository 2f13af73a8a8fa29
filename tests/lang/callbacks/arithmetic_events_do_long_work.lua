-- Each arithmetic metamethod may run long; the other operands of the expression wait for it.
local log, rounds = {}, 0
local mt = {}
local function N(v) return setmetatable({v = v}, mt) end
local function value(x) return type(x) == "table" and x.v or x end
for name, f in pairs({add = function(a, b) return a + b end, sub = function(a, b) return a - b end,
                      mul = function(a, b) return a * b end, div = function(a, b) return a / b end,
                      mod = function(a, b) return a % b end, pow = function(a, b) return a ^ b end,
                      idiv = function(a, b) return a // b end}) do
    mt["__" .. name] = function(a, b)
        local t = {}
        for i = 1, 10 do
            t[i] = {a, b, i}
            rounds = rounds + t[i][3]
        end
        local ok, r = pcall(f, value(a), value(b))
        log[#log + 1] = name
        if not ok then error("cannot " .. name, 0) end
        return N(r)
    end
end
local a, b = N(7), N(2)
print((a + b).v, (a - b).v, (a * b).v, (a / b).v, (a % b).v, (a ^ b).v, (a // b).v)
-- expect: 9	5	14	3.5	1	49.0	3
print((1 + a * 2 - b / 4 ^ b // 1 % 3).v, rounds) -- expect: 15.0	770
print(table.concat(log, " "))
-- expect: add sub mul div mod pow idiv mul add pow div idiv mod sub
local sum = N(0)
for i = 1, 10 do sum = sum + i * N(i) end
print(sum.v, #log) -- expect: 385	34
print(pcall(function() return 1 + a // N(0) * b end)) -- expect: false	cannot idiv
print(pcall(function() return a + {} end)) -- expect: false	cannot add
print(#log, log[#log - 1], rounds) -- expect: 36	idiv	1980
