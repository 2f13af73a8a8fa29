-- An order comparison of unfit values tells the types of both operands.
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function() return 1 < "1" end)) -- expect: attempt to compare number with string
print(message(function() return "1" < 1 end)) -- expect: attempt to compare string with number
print(message(function() return 1 > "1" end)) -- expect: attempt to compare string with number
print(message(function() return {} <= {} end)) -- expect: attempt to compare two table values
print(message(function() return nil >= 1 end)) -- expect: attempt to compare number with nil
print(message(function() return nil < nil end)) -- expect: attempt to compare two nil values
print(message(function() return true < false end)) -- expect: attempt to compare two boolean values
print(message(function() return print > print end))
-- expect: attempt to compare two function values
print(message(function(a, b) return a <= b end, {}, 2.5))
-- expect: attempt to compare table with number
print(message(function(a) return a > 10 end)) -- expect: attempt to compare number with nil
print(message(function(a) return 10 > a end)) -- expect: attempt to compare nil with number
print(message(function(a) return a < -1.0 end, "x"))
-- expect: attempt to compare string with number
local named = setmetatable({}, {__name = "Point"})
print(message(function() return named < 1 end)) -- expect: attempt to compare Point with number
print(message(function() return named <= named end)) -- expect: attempt to compare two Point values
