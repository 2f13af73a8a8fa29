-- A jump back out of a local's scope ends the variable; the next pass makes a new one.
local fs = {}
do
    local n = 0
    ::top::
    local v = n
    fs[#fs + 1] = function() v = v + 1 return v end
    n = n + 10
    if n < 30 then goto top end
end
print(fs[1](), fs[1](), fs[2](), fs[3](), fs[2]()) -- expect: 1	2	11	21	12
local gs = {}
for i = 1, 3 do
    local a
    if i == 2 then goto continue end
    a = i
    gs[#gs + 1] = function() return a, i end
    ::continue::
end
print(#gs, gs[1]()) -- expect: 2	1	1
print(gs[2]()) -- expect: 3	3
