-- Only a call or ... at the end of the list gives all its values.
local function three() return 1, 2, 3 end
print(#{three()}, #{three(), three()}, #{three(), 10}, #{(three())}) -- expect: 3	4	2	1
print(table.concat({three(), three()}, " "), table.concat({0, three()}, " "))
-- expect: 1 1 2 3	0 1 2 3
local function list(...) return {...}, {..., "x"}, {"x", ...}, {(...)} end
for _, t in ipairs({list("a", "b", "c")}) do print(table.concat(t, " ")) end
-- expect: a b c
-- expect: a x
-- expect: x a b c
-- expect: a
print(#{three(), n = three()}, ({x = three()}).x, ({[1] = three()})[2]) -- expect: 1	1	nil
print(#{three(), nil}, #{(function() end)()}, #{((function() end)())}) -- expect: 1	0	0
local t = {three(), y = 5}
print(#t, t.y, t[3]) -- expect: 1	5	nil
print(#{n = 1, three()}, #{three(), three(), three()}) -- expect: 3	5
