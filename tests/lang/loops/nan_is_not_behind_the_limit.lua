-- In stock lua5.4 a float loop with NaN makes one pass, as NaN is not behind the limit.
local nan = 0 / 0
local function count(a, b, c)
    local n = 0
    for i = a, b, c do n = n + 1 if n == 5 then break end end
    return n
end
print(count(1.0, nan, 1), count(1.0, nan, -1), count(nan, 1, 1), count(nan, nan, -1.0))
-- expect: 1	1	1	1
print(count(1, 2, nan), count(1.0, 2, nan), count(2, 1, nan), count(1, 1, nan)) -- expect: 0	0	1	1
print(count(1, nan, 1), count(1, nan, -1)) -- expect: 0	5
