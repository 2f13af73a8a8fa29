-- NaN is a number that is equal to nothing and has no order.
local nan = 0 / 0
print(nan == nan, nan ~= nan, nan < nan, nan >= nan, rawequal(nan, nan))
-- expect: false	true	false	false	false
print(nan == 1, nan < 1, nan > 1, 1 < nan, not (nan < 1)) -- expect: false	false	false	false	true
print(type(nan), math.type(nan), nan + 1 ~= nan + 1, nan * 0 ~= 0) -- expect: number	float	true	true
print(math.huge - math.huge ~= 0, math.huge * 0 ~= 0, 0 * nan == 0) -- expect: true	true	false
print(math.max(1, 2) == 2, ({[1] = "x"})[nan]) -- expect: true	nil
print(select(2, pcall(function() return nan | 0 end)):match("number.*"))
-- expect: number (upvalue 'nan') has no integer representation
print(math.tointeger(nan) == nil, pcall(math.floor, 2.5)) -- expect: true	true	2
local found = false
for _, v in ipairs({1, nan, 2}) do if v == nan then found = true end end
print(found) -- expect: false
