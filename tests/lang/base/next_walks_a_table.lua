-- next gives each key once, in an order that stays; a removed key does no harm.
local t = {10, 20, 30, x = 1, y = 2}
local count, sum = 0, 0
local k, v = next(t)
while k do
    count, sum = count + 1, sum + v
    k, v = next(t, k)
end
print(count, sum) -- expect: 5	63
print(next({}), next({}, nil), next({"only"})) -- expect: nil	nil	1	only
for key in next, t do t[key] = nil end
print(next(t)) -- expect: nil
print(pcall(next, {}, "no such key")) -- expect: false	invalid key to 'next'
print(pcall(next)) -- expect: false	bad argument #1 to 'next' (table expected, got no value)
print(rawequal(next, pairs({}))) -- expect: true
