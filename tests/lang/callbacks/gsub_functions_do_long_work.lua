-- The function of gsub may run long; its captures and the place in the text are kept.
local rounds, made = 0, {}
local function roman(digits, sign)
    local n, out = tonumber(digits), {}
    for i, v in ipairs({100, 90, 50, 40, 10, 9, 5, 4, 1}) do
        while n >= v do
            out[#out + 1] = ({"C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"})[i]
            n = n - v
            rounds = rounds + 1
        end
    end
    made[#made + 1] = #out .. sign
    return table.concat(out) .. sign
end
print(("1994, 38; 7. 249!"):gsub("(%d+)(%p)", roman))
-- expect: CCCCCCCCCCCCCCCCCCCXCIV, XXXVIII; VII. CCXLIX!	4
print(rounds, table.concat(made, " ")) -- expect: 35	21, 7; 3. 4!
local log = {}
print((("a1b2c3"):gsub("%a", function(c) -- expect: <30>1b2<30>3
    local ok, e = pcall(function()
        local t = {}
        for i = 1, 30 do t[i] = c:rep(i % 3) end
        if c == "b" then error(table.concat(t), 0) end
        return #table.concat(t)
    end)
    log[#log + 1] = #tostring(e)
    if ok then return "<" .. e .. ">" end
end)))
print(table.concat(log, " ")) -- expect: 2 30 2
print(pcall(string.gsub, "abc", ".", function(c)
-- expect: false	invalid replacement value (a table)
    for i = 1, 30 do if c == "c" and i == 30 then return {} end end
end))
print(("x y z"):gsub("%a", function(c) return c == "y" and false or c:byte() end, 2))
-- expect: 120 121 z	2
