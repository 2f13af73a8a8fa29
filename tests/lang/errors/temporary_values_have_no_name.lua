-- What is in no variable has no name in the message.
local function message(f, ...) return (select(2, pcall(f, ...)):gsub("^[^:]+:%d+: ", "")) end
local function none() end
print(message(function() return none().x end)) -- expect: attempt to index a nil value
print(message(function() none().x = 1 end)) -- expect: attempt to index a nil value
print(message(function() return (nil)[1] end)) -- expect: attempt to index a nil value
print(message(function() return (1 + 2).x.y end)) -- expect: attempt to index a number value
print(message(function(...) return (...).x end)) -- expect: attempt to index a nil value
print(message(function() return (true and nil).x end)) -- expect: attempt to index a nil value
print(message(function() local a, b = {} return (a.x or a.y).z end))
-- expect: attempt to index a nil value
print(message(function() local a return (a).x end))
-- expect: attempt to index a nil value (local 'a')
print(message(function() return none()[none()] end)) -- expect: attempt to index a nil value
print(message(function() return (function() end).x.y end))
-- expect: attempt to index a function value
