-- Minus, length and bitwise not have events, with any result.
local mt = {__unm = function(a) return {neg = a} end, __len = function(a) return "length" end,
            __bnot = function(a) return nil end}
local t = setmetatable({1, 2, 3}, mt)
print((-t).neg == t, #t, ~t, rawlen(t)) -- expect: true	length	nil	3
print(select("#", -t), select("#", #t), select("#", ~t)) -- expect: 1	1	1
mt.__unm = function(...) return select("#", ...) end
print(-t, - -t) -- expect: 2	-2
mt.__len = function(a) return #a.list end
print(#setmetatable({list = {1, 2}}, mt)) -- expect: 2
mt.__len, mt.__unm = nil, nil
print(#t, select(2, pcall(function() return -t end)):match("attempt.*"))
-- expect: 3	attempt to perform arithmetic on a table value (upvalue 't')
print(-"5", #"abc", pcall(function() return ~"x" end) == false) -- expect: -5	3	true
mt.__bnot = function(a) return a end
print(~t == t, ~~t == t, not t) -- expect: true	true	false
