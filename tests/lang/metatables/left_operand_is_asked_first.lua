-- A binary event takes the left operand's metamethod, else the right one's.
local function make(name)
    local mt = {}
    for _, e in ipairs({"add", "sub", "mul", "div", "mod", "pow", "idiv", "concat"}) do
        mt["__" .. e] = function(a, b) return name .. "." .. e end
    end
    return setmetatable({}, mt)
end
local a, b, plain = make("a"), make("b"), {}
print(a + b, b + a, a + 1, 1 + b, plain + a, b + plain)
-- expect: a.add	b.add	a.add	b.add	a.add	b.add
print(a - b, 2 - a, a * b, "x" * b, a / 1, 1 / a, a % b, 2 % b)
-- expect: a.sub	a.sub	a.mul	b.mul	a.div	a.div	a.mod	b.mod
print(a ^ b, 2 ^ b, a // b, 2 // b, a .. b, "x" .. b, a .. "x", 1 .. b)
-- expect: a.pow	b.pow	a.idiv	b.idiv	a.concat	b.concat	a.concat	b.concat
getmetatable(a).__add = nil
print(a + b, b + a) -- expect: b.add	b.add
print(select(2, pcall(function() return a + 1 end)):match("attempt.*"))
-- expect: attempt to perform arithmetic on a table value (upvalue 'a')
getmetatable(a).__add = getmetatable(b).__sub
print(a + b, a + 1) -- expect: b.sub	b.sub
