-- math.ult compares integers as if they had no sign.
local low, high = math.mininteger, math.maxinteger
local order = {0, 1, 2, high - 1, high, low, low + 1, -2, -1}
local wrong = 0
for i = 1, #order do
    for j = 1, #order do
        if math.ult(order[i], order[j]) ~= (i < j) then wrong = wrong + 1 end
    end
end
print(wrong, math.ult(1, -1), math.ult(-1, 1), math.ult(0, 0))
-- expect: 0	true	false	false
print(math.ult(1.0, 2), math.ult("1", "2"), math.ult("0x10", 17.0), math.ult(-1.0, 5))
-- expect: true	true	true	false
print(pcall(math.ult, 1.5, 2))
-- expect: false	bad argument #1 to 'math.ult' (number has no integer representation)
print(pcall(math.ult, 1, 2 ^ 63))
-- expect: false	bad argument #2 to 'math.ult' (number has no integer representation)
print(pcall(math.ult, "x", 1))
-- expect: false	bad argument #1 to 'math.ult' (number expected, got string)
print(pcall(math.ult, 1))
-- expect: false	bad argument #2 to 'math.ult' (number expected, got no value)
print(pcall(math.ult, nil, 1))
-- expect: false	bad argument #1 to 'math.ult' (number expected, got nil)
print(pcall(math.ult, 1, "1.5"))
-- expect: false	bad argument #2 to 'math.ult' (number has no integer representation)
