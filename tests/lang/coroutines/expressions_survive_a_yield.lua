-- A yield may stand in the middle of an expression; what was computed is kept.
local y = coroutine.yield
local co = coroutine.wrap(function()
    local t = {y("a"), y("b"), x = y("c"), [y("d")] = y("e")}
    local s = 1 + y("f") * 2 - y("g")
    local c = "<" .. y("h") .. "|" .. y("i") .. ">"
    local l = y("j") and y("k") or y("l")
    local n = #y("m") + -y("n")
    local f = y("o")(y("p"), y("q"))
    return t[1], t[2], t.x, t.key, s, c, l, n, f
end)
local answers = {a = 1, b = 2, c = 3, d = "key", e = 5, f = 10, g = 4, h = "h", i = "i", j = false,
    l = "L", m = "four", n = 3, o = math.max, p = 7, q = 8}
local asked, r = {}, {co()}
while answers[r[1]] ~= nil do
    asked[#asked + 1] = r[1]
    r = {co(answers[r[1]])}
end
print(table.concat(asked)) -- expect: abcdefghijlmnopq
print(table.unpack(r)) -- expect: 1	2	3	5	17	<h|i>	L	1	8
