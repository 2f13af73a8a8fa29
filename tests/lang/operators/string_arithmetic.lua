-- Strings that are numerals take part in arithmetic; the result's kind is the numeral's.
print("10" + 1, "10" * "2", "3" - 1.0, "7" // "2", "7" % 4) -- expect: 11	20	2.0	3	3
print("0x10" + 0, " 5 " + 1, "1e1" + 0, -"2", -"2.0") -- expect: 16	6	10.0	-2	-2.0
print("2" ^ 2, 10 / "4") -- expect: 4.0	2.5
print(pcall(function() return "abc" + 1 end))
-- expect: false	string_arithmetic.lua:5: attempt to add a 'string' with a 'number'
print(pcall(function() return {} + "1" end))
-- expect: false	string_arithmetic.lua:7: attempt to add a 'table' with a 'string'
print(pcall(function() return "1" < 2 end))
-- expect: false	string_arithmetic.lua:9: attempt to compare string with number
print("1" == 1, "10" .. 1 == "101", 1 .. "" == "1") -- expect: false	true	true
print(math.type("10" + 0), math.type("10.0" + 0), #(10 .. "")) -- expect: integer	float	2
