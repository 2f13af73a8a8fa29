-- Without __le, stock lua5.4 asks __lt with the operands swapped and negates the answer.
local log = {}
local mt = {__lt = function(a, b)
    log[#log + 1] = (type(a) == "table" and a.n or a) .. "<" .. (type(b) == "table" and b.n or b)
    return (type(a) == "table" and a.n or a) < (type(b) == "table" and b.n or b)
end}
local one, two = setmetatable({n = 1}, mt), setmetatable({n = 2}, mt)
print(pcall(function() return one <= two, two <= one, one <= one end))
-- expect: true	true	false	true
print(pcall(function() return one <= 1, one >= 2, 5 <= two end)) -- expect: true	true	false	false
print(table.concat(log, " ")) -- expect: 2<1 1<2 1<1 1<1 1<2 2<5
