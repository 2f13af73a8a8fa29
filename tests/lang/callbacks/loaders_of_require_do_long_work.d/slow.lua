local name, place = ...
local sum = 0
for i = 1, 60 do
    sum = sum + i
    if i == 30 then sum = sum + require("inner").value end
end
return {name = name, place = place, sum = sum}
