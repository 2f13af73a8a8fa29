-- Arithmetic on strings asks the metatable, also when both are numerals.
local mt = getmetatable("")
mt.__add = function(a, b) return "add " .. a .. " " .. b end
print("10" + 1, 1 + "10", "1" + "2", "a" + "b", 1 + 2)
-- expect: add 10 1	add 1 10	add 1 2	add a b	3
mt.__unm = function(a) return "minus " .. a end
print(-"2", -"x", -2) -- expect: minus 2	minus x	-2
mt.__mod = function(format, values) return format:format(table.unpack(values)) end
print("%d and %s" % {1, "two"}) -- expect: 1 and two
mt.__mul = function(a, b) return a:rep(b) end
print("5" * 3, "ab" * 2) -- expect: 555	abab
mt.__sub = nil
print((select(2, pcall(function() return "10" - 1 end)):match("%d+: .*")))
-- expect: 13: attempt to perform arithmetic on a string value (constant '10')
print((select(2, pcall(function() return 10 - "1" end)):match("%d+: .*")))
-- expect: 15: attempt to perform arithmetic on a string value (constant '1')
print("6" / 2, "7" // 2, "2" ^ 2) -- expect: 3.0	3	4.0
