-- A generic for calls its iterator until the first value is nil.
local function range(n) return function(max, i) if i < max then return i + 1, i * i end end, n, 0 end
local sum = 0
for i, square in range(4) do sum = sum + square end
print(sum) -- expect: 14
local calls = 0
for v in function() calls = calls + 1 if calls < 4 then return calls end end do end
print(calls) -- expect: 4
local t = setmetatable({}, {__call = function(self, state, i) i = (i or 0) + 1
    if i <= 2 then return i end end})
for i in t do sum = sum + 100 end
print(sum) -- expect: 214
print(pcall(function() for _ in 5 do end end))
-- expect: false	generic_for.lua:13: attempt to call a number value (for iterator 'for iterator')
local log = {}
local closing = setmetatable({}, {__close = function() log[#log + 1] = "closed" end})
for i in function(_, i) i = (i or 0) + 1 return i end, nil, nil, closing do
    log[#log + 1] = i
    if i == 2 then break end
end
print(table.concat(log, " ")) -- expect: 1 2 closed
for a, b, c, d in function(_, x) if not x then return 1, 2, 3 end end do print(a, b, c, d) end
-- expect: 1	2	3	nil
