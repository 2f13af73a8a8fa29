-- Locals are declared with or without values; const and close variables keep theirs.
local a, b <const>, c = 1, 2, 3
a, c = a + b, c + b
print(a, b, c) -- expect: 3	2	5
local only <const> = nil
print(only) -- expect: nil
local s <const>, f <const>, t <const> = "text", 1.5, {}
t.x = s .. f
print(t.x) -- expect: text1.5
local function use() return s, f, b end
print(use()) -- expect: text	1.5	2
local d <close> = nil
local e <close>, g = false, "after"
print(d, e, g) -- expect: nil	false	after
print(load("local x <const> = 1; x = 2"))
-- expect: nil	[string "local x <const> = 1; x = 2"]:1: attempt to assign to const variable 'x'
print(load("local x <close> = nil; x = 2"))
-- expect: nil	[string "local x <close> = nil; x = 2"]:1: attempt to assign to const variable 'x'
print(load("local x <const>, y = 1, 2; y = x + 1; return x, y")()) -- expect: 1	2
