-- A string in arithmetic is the number it writes; its kind decides the result's.
print("10" + 5, "10" - "5", "3" * "4", "7" // "2", "7" % "4", "2" ^ "3", "9" / "2")
-- expect: 15	5	12	3	3	8.0	4.5
print("10.0" + 5, "1e1" + 0, "0x10" + 0, " 7 " + 0, "\t-3\n" * 1, "0x.8p1" + 0)
-- expect: 15.0	10.0	16	7	-3	1.0
print(-"5", -"5.0", -" 0x10 ", - -"3") -- expect: -5	-5.0	-16	3
print(math.type("10" + 0), math.type("10.0" + 0), math.type("9223372036854775808" + 0))
-- expect: integer	float	float
print("9223372036854775807" + 1 == math.mininteger, "1" + 0.5, 1.5 + "1") -- expect: true	1.5	2.5
local function say(f) print((select(2, pcall(f)):match("%d+: (.*)"))) end
say(function() return "abc" + 1 end) -- expect: attempt to add a 'string' with a 'number'
say(function() return 1 + "abc" end) -- expect: attempt to add a 'number' with a 'string'
say(function() return "1" + {} end) -- expect: attempt to add a 'string' with a 'table'
say(function() return {} + "1" end) -- expect: attempt to add a 'table' with a 'string'
say(function() return nil + "1" end) -- expect: attempt to add a 'nil' with a 'string'
say(function() return "1" * true end) -- expect: attempt to mul a 'string' with a 'boolean'
say(function() return -"x" end) -- expect: attempt to unm a 'string' with a 'string'
say(function() return "" + 0 end) -- expect: attempt to add a 'string' with a 'number'
say(function() return "1 2" + 0 end) -- expect: attempt to add a 'string' with a 'number'
