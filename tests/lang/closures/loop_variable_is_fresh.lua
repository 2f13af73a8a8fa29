-- Each iteration has its own variable.
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 10 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 11	21	12	13
for i, name in ipairs({"a", "b", "c"}) do fs[i] = function() return name .. i end end
print(fs[1](), fs[2](), fs[3]()) -- expect: a1	b2	c3
local n = 0
while n < 3 do
    n = n + 1
    local copy = n
    fs[n] = function() copy = copy * 2 return copy end
end
print(fs[1](), fs[2](), fs[3](), fs[1]()) -- expect: 2	4	6	4
local i = 1
repeat
    local j = i
    fs[i] = function() return j end
    i = i + 1
until j == 3
print(fs[1](), fs[2](), fs[3]()) -- expect: 1	2	3
