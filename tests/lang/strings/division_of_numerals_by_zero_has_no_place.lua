-- Arithmetic on strings happens in a library function, whose errors have no place.
local zero = 0
print(pcall(function() return "1" // "0" end)) -- expect: false	attempt to divide by zero
print(pcall(function() return "1" % zero end)) -- expect: false	attempt to perform 'n%0'
print(pcall(function() return 1 // "0" end)) -- expect: false	attempt to divide by zero
print(pcall(function() return 1 // zero end))
-- expect: false	division_of_numerals_by_zero_has_no_place.lua:6: attempt to divide by zero
print("1.0" // "0", "1" / "0", "-1" // 0.0, tostring("1" % 0.0):match("nan"))
-- expect: inf	inf	-inf	nan
