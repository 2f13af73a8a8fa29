-- Parentheses change the grouping and cut a list of values to one.
print((2 + 3) * 4, 2 * (3 + 4), -(2 ^ 2), (-2) ^ 2, 2 ^ (3 ^ 2), (2 ^ 3) ^ 2, ((((5)))))
-- expect: 20	14	-4.0	4.0	512.0	64.0	5
print(not (1 == 2), (not 1) == 2, (1 or 2) and 3, 1 or (2 and 3), ("a" .. "b"):upper())
-- expect: true	false	3	1	AB
local function three() return 1, 2, 3 end
print((three()), three(), (three())) -- expect: 1	1	1
print((select("#", (three()))), select("#", three(), (three())), #{(three())}, #{three()})
-- expect: 1	2	1	3
print(((three())), (((function(...) return ... end)(4, 5)))) -- expect: 1	4
local t = {f = three}
print((t).f(), (t.f)(), (t["f"]())) -- expect: 1	1	1
local x = (three())
local a, b = (three()), "b"
print(x, a, b, ("x"):rep(3), ({1, 2, 3})[2], (function() return "called" end)())
-- expect: 1	1	b	xxx	2	called
print((...), ((...)) == nil, (nil), (1 < 2), (1 and nil)) -- expect: nil	true	nil	true	nil
