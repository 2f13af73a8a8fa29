-- Assigning to a const or close variable is refused, also from an inner function.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("local x <const> = 1; x = 2")) -- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <close> = nil; x = 2"))
-- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <const> = f(); a, x = 2, 3"))
-- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <const> = 1; x, a = 2, 3"))
-- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <const> = {}; return function() x = 2 end"))
-- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <const> = 5; return function() return function() x = 2 end end"))
-- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <const>\nx\n=\n5")) -- expect: c:3: attempt to assign to const variable 'x'
print(message("local a, b <const>, c = 1, 2, 3; a = 1; c = 2; b = 3"))
-- expect: c:1: attempt to assign to const variable 'b'
print(message("local x <const> = 1; function x() end"))
-- expect: c:1: attempt to assign to const variable 'x'
print(message("local x <const> = 1; x.y = 2; local x; x = 3; do local x <const> = 4; x = 5 end"))
-- expect: c:1: attempt to assign to const variable 'x'
print(load("local x <const> = {}; x.y = 1; function x.f() end; return x.y")()) -- expect: 1
print(load("local x <const> = 1; local x = 2; x = 3; return x")()) -- expect: 3
print(load("local x <const> = 1; for x = 5, 5 do x = x + 1; return x end")()) -- expect: 6
print(load("local x <const> = 1; return (function(x) x = x + 1 return x end)(7)")()) -- expect: 8
