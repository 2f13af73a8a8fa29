-- rawequal compares without __eq; rawlen takes tables and strings only.
local mt = {__eq = function() return true end, __len = function() return 99 end}
local a, b = setmetatable({1, 2}, mt), setmetatable({}, mt)
print(a == b, rawequal(a, b), rawequal(a, a)) -- expect: true	false	true
print(rawequal(1, 1.0), rawequal("x", "x"), rawequal(0 / 0, 0 / 0), rawequal(nil, false))
-- expect: true	true	false	false
print(rawequal(2^53, 2^53 + 1), rawequal("1", 1), rawequal(print, print), rawequal(0.0, -0.0))
-- expect: true	false	true	true
print(#a, rawlen(a), #b, rawlen(b), rawlen("four"), rawlen("")) -- expect: 99	2	99	0	4	0
print(rawlen("a\0b"), rawlen({n = 1}), rawlen({1, 2, 3})) -- expect: 3	0	3
print(pcall(rawlen))
-- expect: false	bad argument #1 to 'rawlen' (table or string expected, got no value)
print(pcall(rawlen, 5))
-- expect: false	bad argument #1 to 'rawlen' (table or string expected, got number)
print(pcall(rawlen, print))
-- expect: false	bad argument #1 to 'rawlen' (table or string expected, got function)
print(pcall(rawequal)) -- expect: false	bad argument #1 to 'rawequal' (value expected)
print(pcall(rawequal, nil)) -- expect: false	bad argument #2 to 'rawequal' (value expected)
print(rawequal(nil, nil), rawequal(a, a, "more"), rawlen("more", 1)) -- expect: true	true	4
