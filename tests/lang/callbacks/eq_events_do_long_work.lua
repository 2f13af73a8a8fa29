-- __eq may compare deeply; its result becomes a truth in conditions and in values.
local compared = 0
local mt = {}
local function T(...) return setmetatable({...}, mt) end
mt.__eq = function(a, b)
    for i = 1, 5 do compared = compared + #{i} end
    if #a ~= #b then return nil end
    for i = 1, #a do
        if a[i] ~= b[i] then return false end
    end
    local ok, e = pcall(error, {a})
    return rawequal(e[1], a) and "equal"
end
local function tree(n, leaf)
    if n == 0 then return T(leaf) end
    return T(tree(n - 1, leaf), tree(n - 1, leaf))
end
local a, b, c = tree(3, 1), tree(3, 1), tree(3, 2)
print(a == b, compared, a ~= b, a == c, a == a, compared) -- expect: true	75	false	false	true	170
local found = 0
for i, t in ipairs({T(), T(1), T(T()), T(T(1)), T(1, T(2))}) do
    for j, u in ipairs({T(T(1)), T(1, T(2)), T()}) do
        if t == u then found = found * 10 + i end
        while t ~= u and found < 0 do found = found + 1 end
    end
end
print(found, compared, a == 1, T(1) == {1}, {1} == T(1)) -- expect: 145	350	false	true	true
print(not (a == b), a == b and "and", a ~= b or "or") -- expect: false	and	or
local co = coroutine.wrap(function()
    local log = {}
    local y = {__eq = function() return coroutine.yield(#log) end}
    local p, q = setmetatable({}, y), setmetatable({}, y)
    for i = 1, 4 do
        if p == q then log[i] = "yes" else log[i] = "no" end
        log[i] = log[i] .. tostring(q ~= p)
    end
    return table.concat(log, " ")
end)
print(co(), co(1), co(nil), co(false), co(0), co(1), co(1), co(false), co())
-- expect: 0	1	1	2	2	3	3	4	yestrue nofalse yesfalse notrue
