-- A label at the end of a block may be reached over local declarations.
local out = {}
for i = 1, 4 do
    if i % 2 == 0 then goto continue end
    local odd = "odd " .. i
    out[#out + 1] = odd
    ::continue::
end
do
    goto done
    local a, b = 1, 2
    ::done::
end
do
    goto done
    local c <const> = 1
    ::done:: ;;; ::also::
end
for i = 1, 2 do
    do if i == 1 then goto next end end
    local x = i
    out[#out + 1] = x
    ::next:: ::and_next:: ;
end
print(table.concat(out, ", ")) -- expect: odd 1, odd 3, 2
print(load("do goto l; local a; ::l:: a = 1 end", "=c"))
-- expect: nil	c:1: <goto l> at line 1 jumps into the scope of local 'a'
