-- Each bitwise metamethod may run long, also for a float or a text as the other operand.
local log, mt = {}, {}
local function S(...)
    local s = setmetatable({n = 0}, mt)
    for _, v in ipairs({...}) do s[v] = true s.n = s.n + 1 end
    return s
end
local function text(s)
    local t = {}
    for i = 1, 30 do if s[i] then t[#t + 1] = i end end
    return "{" .. table.concat(t, " ") .. "}"
end
local function binary(name, keep)
    mt["__" .. name] = function(a, b)
        local s, rounds = S(), 0
        for i = 1, 30 do
            local x = type(a) == "table" and a[i]
            local y = type(b) == "table" and b[i]
            if keep(x, y, i, b) then s[i], s.n = true, s.n + 1 end
            rounds = rounds + 1
        end
        log[#log + 1] = name .. rounds .. type(a):sub(1, 1) .. type(b):sub(1, 1)
        return s
    end
end
binary("band", function(x, y) return x and y end)
binary("bor", function(x, y) return x or y end)
binary("bxor", function(x, y) return not x ~= not y end)
local a, b = S(1, 2, 3, 5, 8), S(2, 4, 8, 16)
binary("shl", function(x, y, i, n) return a[i - n] end)
binary("shr", function(x, y, i, n) return a[i + n] end)
mt.__bnot = function(s)
    local r = S()
    for i = 1, 30 do r[i] = not s[i] or nil end
    return r
end
print(text(a & b), text(a | b), text(a ~ b), text(a << 2), text(a >> 1))
-- expect: {2 8}	{1 2 3 4 5 8 16}	{1 3 4 5 16}	{3 4 5 7 10}	{1 2 4 7}
print(text(~a & b | S(30)), text(a & 1.5), text("x" | b), text(a ~ ~a & a))
-- expect: {4 16 30}	{}	{2 4 8 16}	{1 2 3 5 8}
print(table.concat(log, " "))
-- expect: band30tt bor30tt bxor30tt shl30tn shr30tn band30tt bor30tt band30tn bor30st band30tt bxor30tt
print(pcall(function() return {} | (a | 1).n end))
-- expect: false	bitwise_events_do_long_work.lua:43: attempt to perform bitwise operation on a table value
print(pcall(function() return 1.5 & (a ~ b).n end), #log) -- expect: false	13
