-- The three values of a numeric for are checked; a generic for needs a function.
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
print(message(function() for i = nil, 1 do end end))
-- expect: bad 'for' initial value (number expected, got nil)
print(message(function() for i = 1, {} do end end))
-- expect: bad 'for' limit (number expected, got table)
print(message(function() for i = 1, 2, true do end end))
-- expect: bad 'for' step (number expected, got boolean)
print(message(function() for i = "a", "b", "c" do end end))
-- expect: bad 'for' limit (number expected, got string)
print(message(function() for i = print, nil do end end))
-- expect: bad 'for' limit (number expected, got nil)
print(message(function() for i = 1, 2, 0 do end end)) -- expect: 'for' step is zero
print(message(function() for i = 1.0, 2, 0 do end end)) -- expect: 'for' step is zero
print(message(function() for i = 1, 2, -0.0 do end end)) -- expect: 'for' step is zero
print(message(function() for i = {}, 2, 0 do end end))
-- expect: bad 'for' initial value (number expected, got table)
print(message(function() for i in nil do end end))
-- expect: attempt to call a nil value (for iterator 'for iterator')
print(message(function() local t = {} for i in t.x do end end))
-- expect: attempt to call a nil value (for iterator 'for iterator')
print(message(function() for i in print, 1, 2, 3 do end end))
-- expect: variable '(for state)' got a non-closable value
print(message(function() for i in pairs(nil) do end end))
-- expect: bad argument #1 to 'for iterator' (table expected, got nil)
print(message(function() for k in next, 5 do end end))
-- expect: bad argument #1 to 'for iterator' (table expected, got number)
