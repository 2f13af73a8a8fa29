-- A float key with an integer value is the integer key; others stay floats.
local t = {}
t[1.0], t[2], t[2.5] = "a", "b", "c"
print(t[1], t[2.0], t[2.5], #t) -- expect: a	b	c	2
for k in pairs({[3.0] = true}) do print(k, math.type(k)) end -- expect: 3	integer
t[2^53] = "big"
print(t[2^53], t[9007199254740992]) -- expect: big	big
print(t[-0.0], rawget(t, 0.0)) -- expect: nil	nil
t[0] = "zero"
print(t[-0.0], t[0.0]) -- expect: zero	zero
print(next({[1e15] = 1}), (next({[0.1] = 1}))) -- expect: 1000000000000000	0.1
print(pcall(function() t[0 / 0] = 1 end))
-- expect: false	float_keys_become_integers.lua:12: table index is NaN
print(t[0 / 0]) -- expect: nil
