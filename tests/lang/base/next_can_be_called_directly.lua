-- next gives a key and its value, or nil; only the order is open.
print(next({})) -- expect: nil
print(next({}, nil)) -- expect: nil
print(next({"only"})) -- expect: 1	only
print(next({"only"}, 1)) -- expect: nil
print(next({key = "value"})) -- expect: key	value
print(next({[2.0] = "float key"})) -- expect: 2	float key
print(next({nil, "second"})) -- expect: 2	second
print(next({false})) -- expect: 1	false
local t = {a = 1, b = 2, 3, 4}
local count = 0
for k, v in next, t do
    count = count + v
    assert(t[k] == v)
end
print(count) -- expect: 10
print(next({}) == nil, next(setmetatable({}, {__index = {1}}))) -- expect: true	nil
print(pcall(next, {}, 1)) -- expect: false	invalid key to 'next'
print(pcall(next, {a = 1}, "b")) -- expect: false	invalid key to 'next'
print(pcall(next, {}, 0 / 0)) -- expect: false	invalid key to 'next'
print(pcall(next, "text")) -- expect: false	bad argument #1 to 'next' (table expected, got string)
print((select(2, pcall(function() for k in next, nil do end end)):match("%d+: .*")))
-- expect: 22: bad argument #1 to 'for iterator' (table expected, got nil)
