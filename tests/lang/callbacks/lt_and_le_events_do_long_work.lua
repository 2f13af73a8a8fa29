-- __lt and __le may run long, in conditions, in values and for mixed operands.
local rounds, log = 0, {}
local mt = {}
local function V(...) return setmetatable({...}, mt) end
local function compare(a, b)
    if type(a) == "number" then a = {a} end
    if type(b) == "number" then b = {b} end
    for i = 1, math.max(#a, #b) do
        for n = 1, 5 do rounds = rounds + n end
        local x, y = a[i] or 0, b[i] or 0
        if x ~= y then return x < y and -1 or 1 end
    end
    return 0
end
mt.__lt = function(a, b)
    log[#log + 1] = "lt"
    return compare(a, b) < 0
end
mt.__le = function(a, b)
    log[#log + 1] = "le"
    local ok, e = pcall(function() return {} <= {} end)
    return not ok and compare(a, b) <= 0
end
local a, b, c = V(1, 2, 3), V(1, 2), V(1, 2, 0)
print(a < b, b < a, a <= b, b <= c, c >= b, a > c, rounds)
-- expect: false	true	false	true	true	true	270
print(a < 2, 1 <= a, 2 > a, 1 >= b, 5 < V(5, 1), rounds) -- expect: true	true	true	false	true	390
local n = V(0)
while n < V(5) do n = V(n[1] + 1, n[1] <= 2 and 1 or nil) end
print(n[1], n[2], rounds, #log) -- expect: 5	nil	480	17
local list = {V(3, 1), V(2), V(3), V(0, 0, 1), V(0, 1)}
table.sort(list)
for i, v in ipairs(list) do list[i] = table.concat(v, ".") end
print(table.concat(list, " ")) -- expect: 0.0.1 0.1 2 3 3.1
local co = coroutine.wrap(function()
    local y = setmetatable({}, {__lt = function() return coroutine.yield("lt") end,
                                __le = function() return coroutine.yield("le") end})
    local out = {y < 1, 1 < y, y <= y, y >= 2}
    if not (y > y) then out[5] = "not" end
    for i = 1, 5 do out[i] = tostring(out[i]) end
    return table.concat(out, " ")
end)
print(co(), co(1), co(nil), co("x"), co(false), co(false))
-- expect: lt	lt	le	le	lt	true false true false not
