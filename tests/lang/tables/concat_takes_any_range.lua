-- table.concat reads any range of integer keys, also at the ends of the integers.
local low, high = math.mininteger, math.maxinteger
local t = {[low] = "min", [low + 1] = "min+1", [high - 1] = "max-1", [high] = "max",
           [-1] = "a", [0] = "b", "c", "d"}
print(table.concat(t, " ", high - 1, high)) -- expect: max-1 max
print(table.concat(t, " ", high, high), table.concat(t, " ", low, low)) -- expect: max	min
print(table.concat(t, " ", low, low + 1)) -- expect: min min+1
print(table.concat(t, " ", -1), table.concat(t, " ", -1, 0)) -- expect: a b c d	a b
print(table.concat(t, " ", high, low) == "", table.concat(t, " ", 3) == "") -- expect: true	true
print(table.concat(t, " ", 1, low) == "", table.concat(t, " ", high) == "") -- expect: true	true
print(pcall(table.concat, t, " ", high - 2, high))
-- expect: false	invalid value (nil) at index 9223372036854775805 in table for 'concat'
print(pcall(table.concat, t, " ", low, high))
-- expect: false	invalid value (nil) at index -9223372036854775806 in table for 'concat'
print(pcall(table.concat, t, " ", -2, 2))
-- expect: false	invalid value (nil) at index -2 in table for 'concat'
print(pcall(table.concat, t, " ", 1, 4))
-- expect: false	invalid value (nil) at index 3 in table for 'concat'
