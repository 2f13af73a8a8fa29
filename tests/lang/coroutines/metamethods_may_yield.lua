-- Every metamethod of an operator may yield; the value of resume becomes its result.
local mt = {}
for _, e in ipairs({"add", "sub", "mul", "div", "mod", "pow", "idiv", "unm", "band", "bor", "bxor",
    "bnot", "shl", "shr", "concat", "len", "eq", "lt", "le", "index", "call"}) do
    mt["__" .. e] = function() return coroutine.yield(e) end
end
mt.__newindex = function(t, k, v) rawset(t, k, coroutine.yield("newindex")) end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
local co = coroutine.wrap(function()
    local r = {a + 1, 2 - a, a * a, a / 1, a % 1, 1 ^ a, a // 1, -a, a & 1, 1 | a, a ~ 1,
        ~a, a << 1, 1 >> a, a .. "x", #a, a == b, a < b, a <= 1, a.x, a(1)}
    a.y = "stored"
    if a > b then r[#r + 1] = "then" else r[#r + 1] = "else" end
    r[#r + 1] = not (a ~= b)
    return table.unpack(r)
end)
local events, e = {}, co()
for i = 1, 24 do
    events[i] = e
    local r = table.pack(co(i))
    e = r[1]
    if i == 24 then print(table.unpack(r)) end
    -- expect: 1	2	3	4	5	6	7	8	9	10	11	12	13	14	15	16	true	true	true	20	21	then	true
end
print(table.concat(events, " ", 1, 15))
-- expect: add sub mul div mod pow idiv unm band bor bxor bnot shl shr concat
print(table.concat(events, " ", 16), rawget(a, "y"))
-- expect: len eq lt le index call newindex lt eq	22
