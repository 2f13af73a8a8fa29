-- goto jumps to a label of an enclosing block; it serves as continue.
local out = {}
for i = 1, 6 do
    if i % 2 == 0 then goto continue end
    out[#out + 1] = i
    ::continue::
end
print(table.concat(out, " ")) -- expect: 1 3 5
for i = 1, 3 do
    for j = 1, 3 do
        if i * j == 4 then goto done end
        out[#out + 1] = i * j
    end
end
::done::
print(table.concat(out, " ")) -- expect: 1 3 5 1 2 3 2
do
    local k = 0
    ::top::
    k = k + 1
    if k < 5 then goto top end
    print(k) -- expect: 5
end
print(load("goto x; local a; ::x:: print(a)"))
-- expect: nil	[string "goto x; local a; ::x:: print(a)"]:1: <goto x> at line 1 jumps into the scope of local 'a'
print(load("do ::l:: end goto l"))
-- expect: nil	[string "do ::l:: end goto l"]:1: no visible label 'l' for <goto> at line 1
print(load("::a:: ::a::"))
-- expect: nil	[string "::a:: ::a::"]:1: label 'a' already defined on line 1
print(load("break")) -- expect: nil	[string "break"]:1: break outside loop at line 1
