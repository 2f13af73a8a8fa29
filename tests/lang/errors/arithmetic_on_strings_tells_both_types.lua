-- A string that is no numeral makes arithmetic fail with the types of both operands.
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function() return "a" + 1 end)) -- expect: attempt to add a 'string' with a 'number'
print(message(function() return 1 - "a" end)) -- expect: attempt to sub a 'number' with a 'string'
print(message(function() return "a" * "b" end)) -- expect: attempt to mul a 'string' with a 'string'
print(message(function() return "10" / {} end)) -- expect: attempt to div a 'string' with a 'table'
print(message(function() return nil // "10" end)) -- expect: attempt to idiv a 'nil' with a 'string'
print(message(function() return "" % 2 end)) -- expect: attempt to mod a 'string' with a 'number'
print(message(function() return "2x" ^ 2 end)) -- expect: attempt to pow a 'string' with a 'number'
print(message(function() return -"a" end)) -- expect: attempt to unm a 'string' with a 'string'
print(message(function() return "0x" + 1 end)) -- expect: attempt to add a 'string' with a 'number'
print(message(function(s) return s + s end, "1 2"))
-- expect: attempt to add a 'string' with a 'string'
print("10" + "0x10", "1e1" * " 2 ", -"5", "7" // "2.0", "\n1\t" + 0) -- expect: 26	20.0	-5	3.0	1
