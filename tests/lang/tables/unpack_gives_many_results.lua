-- The results of table.unpack go into calls, constructors and assignments whole.
-- torture: 97
local t = {}
for i = 1, 20000 do t[i] = i end
local function sum(...)
    local total = 0
    for _, v in ipairs({...}) do total = total + v end
    return total, select("#", ...)
end
print(sum(table.unpack(t))) -- expect: 200010000	20000
print(sum(table.unpack(t, 101))) -- expect: 200004950	19900
print(math.max(table.unpack(t)), (math.min(table.unpack(t, 50)))) -- expect: 20000	50
local copy = {"first", table.unpack(t, 1, 5000)}
print(#copy, copy[5001]) -- expect: 5001	5000
local a, b, c = table.unpack(t, 19998)
print(a, b, c) -- expect: 19998	19999	20000
print(#string.char(table.unpack({("x"):rep(3000):byte(1, -1)}))) -- expect: 3000
print((table.unpack(t, 7)), (table.unpack({}, 1, 3))) -- expect: 7	nil
