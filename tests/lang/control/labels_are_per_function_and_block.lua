-- The same label name may stand in blocks side by side and in inner functions.
local out = {}
do goto l; out[#out + 1] = "skipped" ::l:: out[#out + 1] = "a" end
do goto l; out[#out + 1] = "skipped" ::l:: out[#out + 1] = "b" end
local function f()
    goto l
    out[#out + 1] = "skipped"
    ::l::
    local function g() goto l; out[#out + 1] = "skipped" ::l:: return "g" end
    return g()
end
out[#out + 1] = f()
for i = 1, 2 do
    if i == 1 then goto continue end
    out[#out + 1] = "i" .. i
    ::continue::
end
local i = 0
while i < 3 do
    i = i + 1
    if i == 2 then goto continue end
    out[#out + 1] = "w" .. i
    ::continue::
end
repeat
    i = i - 1
    if i == 1 then goto continue end
    out[#out + 1] = "r" .. i
    ::continue::
until i == 0
print(table.concat(out, " ")) -- expect: a b g i2 w1 w3 r2 r0
