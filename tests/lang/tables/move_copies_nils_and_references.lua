-- table.move overwrites with nil, too, and copies references, not contents.
local t = table.move({1, nil, 3}, 1, 3, 2, {"a", "b", "c", "d", "e"})
print(t[1], t[2], t[3], t[4], t[5]) -- expect: a	1	nil	3	e
local inner = {}
local copy = table.move({inner, inner, "s"}, 1, 3, 1, {})
print(copy[1] == inner, copy[2] == copy[1], copy[3]) -- expect: true	true	s
local same = {1, 2, 3}
print(table.move(same, 1, 3, 1) == same, table.move(same, 1, 0, 9, same) == same)
-- expect: true	true
print(#table.move({1, 2, 3}, 4, 6, 1), #table.move({1, 2, 3}, 2, 3, 1, {})) -- expect: 0	2
local words = table.move({"x", "y"}, 1, 2, 3, {"v", "w"})
print(table.concat(words, " "), select("#", table.move({}, 1, 0, 1))) -- expect: v w x y	1
local named = table.move({n = 1, "a"}, 1, 1, 1, {n = 2})
print(named.n, named[1]) -- expect: 2	a
