-- Every value may be a key, but for nil and NaN; each key is one entry.
local f, co, t = function() end, coroutine.create(print), {}
local k = {[1] = "a", [1.5] = "b", s = "c", [true] = "d", [false] = "e", [f] = "f", [co] = "g",
           [t] = "h", [print] = "i"}
print(k[1], k[1.5], k.s, k[true], k[false], k[f], k[co], k[t], k[print])
-- expect: a	b	c	d	e	f	g	h	i
print(pcall(function() k[nil] = 1 end))
-- expect: false	any_value_but_nil_and_nan_is_a_key.lua:7: table index is nil
print(pcall(function() k[0 / 0] = 1 end))
-- expect: false	any_value_but_nil_and_nan_is_a_key.lua:9: table index is NaN
print(k[nil], k[0 / 0], k[{}]) -- expect: nil	nil	nil
print(pcall(function() return {[nil] = 1} end))
-- expect: false	any_value_but_nil_and_nan_is_a_key.lua:12: table index is nil
print(pcall(rawset, k, 0 / 0, 1)) -- expect: false	table index is NaN
k[math.huge], k[-math.huge] = "inf", "-inf"
print(k[1 / 0], k[-1 / 0], k[1e308 * 10]) -- expect: inf	-inf	inf
local count = 0
for _ in pairs(k) do count = count + 1 end
print(count) -- expect: 11
