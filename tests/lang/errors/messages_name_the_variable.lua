-- Messages of wrong operands say which variable was wrong.
local t = {}
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function() return t.x.y end)) -- expect: attempt to index a nil value (field 'x')
print(message(function() return undefined.y end))
-- expect: attempt to index a nil value (global 'undefined')
print(message(function() undefinedfunction() end))
-- expect: attempt to call a nil value (global 'undefinedfunction')
print(message(function() t.method() end))
-- expect: attempt to call a nil value (field 'method')
print(message(function() t:method() end))
-- expect: attempt to call a nil value (method 'method')
print(message(function() local s = "a" return s + 1 end))
-- expect: attempt to add a 'string' with a 'number'
print(message(function() return t + 1 end))
-- expect: attempt to perform arithmetic on a table value (upvalue 't')
print(message(function() return 1 .. {} end)) -- expect: attempt to concatenate a table value
print(message(function() return #nil end)) -- expect: attempt to get length of a nil value
print(message(function() return -{} end))
-- expect: attempt to perform arithmetic on a table value
print(message(function() return {} < {} end)) -- expect: attempt to compare two table values
print(message(function() return 1 < "1" end)) -- expect: attempt to compare number with string
print(message(function() return 2^53 | 1.5 end)) -- expect: number has no integer representation
print(message(function() return "a" | 1 end))
-- expect: attempt to perform bitwise operation on a string value (constant 'a')
print(message(function() t[nil] = 1 end)) -- expect: table index is nil
print(message(function() t[0/0] = 1 end)) -- expect: table index is NaN
print(message(function() return 1 // 0 end)) -- expect: attempt to divide by zero
print(message(function() return 1 % 0 end)) -- expect: attempt to perform 'n%0'
print(message(function() for i = 1, 10, 0 do end end)) -- expect: 'for' step is zero
print(message(function() for i = "a", 10 do end end))
-- expect: bad 'for' initial value (number expected, got string)
