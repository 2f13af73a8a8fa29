-- rawget and rawset reach the table itself; keys are the ones of the language.
local log = {}
local t = setmetatable({}, {
    __index = function(_, k) return "default " .. tostring(k) end,
    __newindex = function(_, k) log[#log + 1] = k end,
})
t.x = 1
print(t.x, rawget(t, "x"), rawset(t, "x", 2) == t, t.x, #log) -- expect: default x	nil	true	2	1
rawset(t, 1.0, "one")
print(rawget(t, 1), rawget(t, 1.0), rawget(t, "1"), math.type(next({[3.0] = 1})))
-- expect: one	one	nil	integer
print(rawget(t, nil), rawget(t, 0 / 0), rawget({n = false}, "n")) -- expect: nil	nil	false
print(rawget(rawset(t, "x", nil), "x"), t.x) -- expect: nil	default x
print(pcall(rawset, t, nil, 1)) -- expect: false	table index is nil
print(pcall(rawset, t, 0 / 0, 1)) -- expect: false	table index is NaN
print(pcall(rawset, t, "key")) -- expect: false	bad argument #3 to 'rawset' (value expected)
print(pcall(rawset, t)) -- expect: false	bad argument #2 to 'rawset' (value expected)
print(pcall(rawget, t)) -- expect: false	bad argument #2 to 'rawget' (value expected)
print(pcall(rawget, "text", 1))
-- expect: false	bad argument #1 to 'rawget' (table expected, got string)
print(pcall(rawset, io.stdout, 1, 1))
-- expect: false	bad argument #1 to 'rawset' (table expected, got FILE*)
print((select(2, pcall(function() rawget() end)):match("%d+: .*")))
-- expect: 23: bad argument #1 to 'rawget' (table expected, got no value)
