-- In a list of locals one may be close; const ones are fixed; others stay variable.
local log = {}
local C = setmetatable({}, {__close = function() log[#log + 1] = "c" end})
do
    local a <const>, b <close>, c = 1, C, 3
    c = a + c
    print(a, b == C, c) -- expect: 1	true	4
end
print(#log) -- expect: 1
do
    local x, y <close> = (function() return 1, C end)()
    print(x, y == C) -- expect: 1	true
end
print(#log) -- expect: 2
do local a <close> = C, error end
do local a <close>, b = C end
print(#log) -- expect: 4
local k <const> = 10
local t = {[k] = k, k = k, k}
print(t[k], t.k, t[1], k + k, -k, k .. "", ("x"):rep(k // 5), (function() return k end)())
-- expect: 10	10	10	20	-10	10	xx	10
local s <const>, f <const>, n <const>, b <const> = "str", 2.5, nil, false
print(s .. f, n, b, not n, #s, f * 2, n == b, s == "str" and b or k)
-- expect: str2.5	nil	false	true	3	5.0	false	10
for i = 1, k do if i == k then print(i) end end -- expect: 10
