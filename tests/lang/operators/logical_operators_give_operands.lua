-- and gives its first operand if that is false, else the second; or the other way round.
print(nil and 1, false and 1, 0 and 1, "" and 1, nil and nil, false and nil)
-- expect: nil	false	1	1	nil	false
print(nil or 1, false or 1, 0 or 1, "" or 1, nil or nil, nil or false, false or nil)
-- expect: 1	1	0		nil	false	nil
print(1 and 2 or 3, nil and 2 or 3, 1 and nil or 3, 1 and false or nil, (1 and 2) and 3)
-- expect: 2	3	3	nil	3
print(not nil, not 0, not not 1, not nil == not false, not (1 and nil), not 1 == 2)
-- expect: true	false	true	true	true	false
local function none() end
local function two() return 1, 2 end
print(none() or "default", two() and "one value", (two() or 3), nil or two())
-- expect: default	one value	1	1
print(1 or nil and error("never"), false and error("never") or "else", 1 < 2 or error("x"))
-- expect: 1	else	true
local t = {}
t.n = t.n or 5
t.n = t.n and t.n + 1
t.b = t.b == nil and "absent" or t.b
print(t.n, t.b, t.x and t.x.y.z, (t.x or t).n, t.n > 3 and t.n < 10) -- expect: 6	absent	nil	6	true
local a, b = nil, false
print(a or b, b or a, a and b, b and a, a == b, not a == not b, a or b or 0, b and a or 1)
-- expect: false	nil	nil	false	false	true	0	1
