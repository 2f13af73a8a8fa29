-- Bitwise operators tell operands of wrong types and floats without an integer.
local t, up = {f = 2.5}, "abc"
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function(a) return a & 1 end))
-- expect: attempt to perform bitwise operation on a nil value (local 'a')
print(message(function(a) return 1 | a end, {}))
-- expect: attempt to perform bitwise operation on a table value (local 'a')
print(message(function(a, b) return a ~ b end, 1.5, 1))
-- expect: number (local 'a') has no integer representation
print(message(function(a, b) return a << b end, 1, 2^63))
-- expect: number (local 'b') has no integer representation
print(message(function() return t.f >> 1 end))
-- expect: number (field 'f') has no integer representation
print(message(function() return 1 & t.f end))
-- expect: number (field 'f') has no integer representation
print(message(function() return up | 1 end))
-- expect: attempt to perform bitwise operation on a string value (upvalue 'up')
print(message(function() return 1 | up end))
-- expect: attempt to perform bitwise operation on a string value (upvalue 'up')
print(message(function() return nothing & 1 end))
-- expect: attempt to perform bitwise operation on a nil value (global 'nothing')
print(message(function() return t.x & t.f end))
-- expect: attempt to perform bitwise operation on a nil value (field 'x')
print(message(function() return 1e100 | 0 end)) -- expect: number has no integer representation
print(message(function() return 1 | "1.5" end))
-- expect: attempt to perform bitwise operation on a string value (constant '1.5')
print(message(function() return "x" << "y" end))
-- expect: attempt to perform bitwise operation on a string value (constant 'x')
print(message(function() return "0x10" | 1 end))
-- expect: attempt to perform bitwise operation on a string value (constant '0x10')
print(message(function(a) return 2.0 & a end, "6"))
-- expect: attempt to perform bitwise operation on a string value (local 'a')
