-- A constructor puts nils between values into the array part, too.
print(#{1, nil, 3}, #{nil, nil, 3}, #{n = 1, nil, 2}, #{nil}) -- expect: 3	3	2	0
print(table.unpack({1, nil, 3})) -- expect: 1	nil	3
local function list(...) return {...} end
print(#list(nil, nil, 1), #list(), list(nil, 2)[2]) -- expect: 3	0	2
local t = {nil, 2, [1] = "one", x = 1, nil, 4}
print(t[2], t[4], t.x) -- expect: 2	4	1
local keys = {}
for k in pairs({nil, 2, nil, 4, y = 5}) do keys[#keys + 1] = tostring(k) end
print(table.concat(keys, " ")) -- expect: 2 4 y
