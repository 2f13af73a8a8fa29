-- Arithmetic tells which operand was wrong; the second one if both were.
local t, up = {}, nil
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function(a) return a + 1 end))
-- expect: attempt to perform arithmetic on a nil value (local 'a')
print(message(function(a) return 1 - a end, {}))
-- expect: attempt to perform arithmetic on a table value (local 'a')
print(message(function(a, b) return a * b end, {}, print))
-- expect: attempt to perform arithmetic on a table value (local 'a')
print(message(function(a, b) return a * b end, {}, 1))
-- expect: attempt to perform arithmetic on a table value (local 'a')
print(message(function() return up / 2 end))
-- expect: attempt to perform arithmetic on a nil value (upvalue 'up')
print(message(function() return 2 ^ t.x end))
-- expect: attempt to perform arithmetic on a nil value (field 'x')
print(message(function() return t.x.y // 2 end)) -- expect: attempt to index a nil value (field 'x')
print(message(function() return nothing % 2 end))
-- expect: attempt to perform arithmetic on a nil value (global 'nothing')
print(message(function() return -t end))
-- expect: attempt to perform arithmetic on a table value (upvalue 't')
print(message(function() return -t.x end))
-- expect: attempt to perform arithmetic on a nil value (field 'x')
print(message(function() return -nothing end))
-- expect: attempt to perform arithmetic on a nil value (global 'nothing')
print(message(function() return 10 + t[1] end))
-- expect: attempt to perform arithmetic on a nil value (field 'integer index')
print(message(function() return true + 1 end))
-- expect: attempt to perform arithmetic on a boolean value
print(message(function() local n = 1 return n + nil end))
-- expect: attempt to perform arithmetic on a nil value
print(message(function(...) return ... + 1 end, false))
-- expect: attempt to perform arithmetic on a boolean value
