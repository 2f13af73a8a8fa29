-- ... keeps its count, nils included, wherever it is expanded.
local function count(...) return select("#", ...) end
local function pass(...) return ... end
print(count(), count(nil), count(nil, nil), count(pass(1, nil, nil))) -- expect: 0	1	2	3
local function middle(...) return 0, ..., 9 end
print(middle("a", "b")) -- expect: 0	a	9
print(count(middle()), (pass(1, 2, 3))) -- expect: 3	1
local function pack(...) return {n = select("#", ...), ...} end
local t = pack(1, nil, 3, nil)
print(t.n, t[1], t[2], t[3]) -- expect: 4	1	nil	3
print(count(table.unpack({}, 1, 5)), count(table.unpack({1, 2, 3}, 2))) -- expect: 5	2
local function first(a, ...) return a, select("#", ...) end
print(first(), first(1), first(1, 2, 3)) -- expect: nil	1	1	2
print(pcall(function(...) local a, b = ... return b, a end, 1, 2)) -- expect: true	2	1
