-- Every arithmetic operator has an event; the left operand is asked first.
local mt = {}
local function V(n) return setmetatable({n = n}, mt) end
local function num(x) return type(x) == "table" and x.n or x end
for _, name in ipairs({"add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor",
                       "shl", "shr", "concat"}) do
    mt["__" .. name] = function(a, b) return name .. " " .. num(a) .. " " .. num(b) end
end
mt.__unm = function(a) return "unm " .. a.n end
mt.__bnot = function(a) return "bnot " .. a.n end
local a, b = V(1), V(2)
print(a + b, a - 5, 5 * b, a / b, 7 % b) -- expect: add 1 2	sub 1 5	mul 5 2	div 1 2	mod 7 2
print(a ^ 2, 2 // a, a & b, a | 1, 1 ~ a) -- expect: pow 1 2	idiv 2 1	band 1 2	bor 1 1	bxor 1 1
print(a << 1, 1 >> a, -a, ~b) -- expect: shl 1 1	shr 1 1	unm 1	bnot 2
print(a .. b, "x" .. a, a .. 1, 1 .. a) -- expect: concat 1 2	concat x 1	concat 1 1	concat 1 1
print(pcall(function() return {} + a.n end) == false, pcall(function() return a < b end) == false)
-- expect: true	true
