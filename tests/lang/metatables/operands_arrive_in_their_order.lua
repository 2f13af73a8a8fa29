-- A metamethod gets both operands in the order of the expression.
local mt = {}
local x = setmetatable({}, mt)
local function name(v) return v == x and "x" or tostring(v) end
local function show(a, b) return name(a) .. " " .. name(b) end
for _, e in ipairs({"add", "sub", "mul", "div", "mod", "pow", "idiv", "concat", "band", "bor",
    "bxor", "shl", "shr", "unm", "len", "bnot"}) do
    mt["__" .. e] = show
end
mt.__lt = function(a, b) return show(a, b) == "x 5" end
mt.__le = mt.__lt
print(x + 5, 5 + x, x - 2.5, 2.5 - x, x * "s", "s" * x, x / nil, nil / x)
-- expect: x 5	5 x	x 2.5	2.5 x	x s	s x	x nil	nil x
print(x % 7, 7 % x, x ^ 2, 2 ^ x, x // true, true // x, x .. 1, 1 .. x)
-- expect: x 7	7 x	x 2	2 x	x true	true x	x 1	1 x
print(x & 1, 1 & x, x | 1.5, 1.5 | x, x ~ "a", "a" ~ x, x << 3, 3 << x, x >> 1, 1 >> x)
-- expect: x 1	1 x	x 1.5	1.5 x	x a	a x	x 3	3 x	x 1	1 x
print(x < 5, 5 < x, x > 5, 5 > x, x <= 5, 5 <= x, x >= 5, 5 >= x)
-- expect: true	false	false	true	true	false	false	true
print(-x, #x, ~x) -- expect: x x	x x	x x
