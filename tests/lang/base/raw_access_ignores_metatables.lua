-- rawget, rawset, rawlen and rawequal ask no metatable.
local log = {}
local t = setmetatable({1, 2, 3}, {
    __index = function() return "asked" end,
    __newindex = function() log[#log + 1] = "asked" end,
    __len = function() return 99 end,
    __eq = function() return true end,
})
print(t.x, rawget(t, "x"), #t, rawlen(t)) -- expect: asked	nil	99	3
t.y = 1
rawset(t, "y", 2)
print(#log, t.y, rawlen("four")) -- expect: 1	2	4
print(rawequal(t, {}), rawequal(t, t), rawequal("a", "a"), rawequal(1, 1.0))
-- expect: false	true	true	true
print(rawset(t, "z", 3) == t) -- expect: true
print(pcall(rawset, t, nil, 1)) -- expect: false	table index is nil
print(pcall(rawset, t, 0/0, 1)) -- expect: false	table index is NaN
print(pcall(rawlen, 5))
-- expect: false	bad argument #1 to 'rawlen' (table or string expected, got number)
print(pcall(rawget, 5, 1))
-- expect: false	bad argument #1 to 'rawget' (table expected, got number)
print(pcall(rawequal, 1)) -- expect: false	bad argument #2 to 'rawequal' (value expected)
