-- Negation, length and bitwise not tell the operand that does not fit.
local t, up = {n = 5}, print
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function(a) return #a end))
-- expect: attempt to get length of a nil value (local 'a')
print(message(function() return #t.n end))
-- expect: attempt to get length of a number value (field 'n')
print(message(function() return #up end))
-- expect: attempt to get length of a function value (upvalue 'up')
print(message(function() return #nothing end))
-- expect: attempt to get length of a nil value (global 'nothing')
print(message(function() return #5 end)) -- expect: attempt to get length of a number value
print(message(function(a) return -a end, true))
-- expect: attempt to perform arithmetic on a boolean value (local 'a')
print(message(function() return -t.x end))
-- expect: attempt to perform arithmetic on a nil value (field 'x')
print(message(function() return - -t end))
-- expect: attempt to perform arithmetic on a table value (upvalue 't')
print(message(function(a) return ~a end))
-- expect: attempt to perform bitwise operation on a nil value (local 'a')
print(message(function() return ~t.n + ~t end))
-- expect: attempt to perform bitwise operation on a table value (upvalue 't')
print(message(function(a) return ~a end, 1.5))
-- expect: number (local 'a') has no integer representation
print(message(function(a) return ~a end, "x"))
-- expect: attempt to perform bitwise operation on a string value (local 'a')
print(message(function(a) return ~a end, "1.5"))
-- expect: attempt to perform bitwise operation on a string value (local 'a')
print(message(function() return ~"3" end))
-- expect: attempt to perform bitwise operation on a string value (constant '3')
print(#"abc", -"2", ~2.0, not nil) -- expect: 3	-2	-3	true
