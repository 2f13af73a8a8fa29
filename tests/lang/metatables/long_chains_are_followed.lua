-- Chains of hundreds of __index or __newindex tables are followed to their end.
local bottom = {value = "found"}
local top = bottom
for i = 1, 500 do top = setmetatable({}, {__index = top, __newindex = top}) end
print(top.value, top.none) -- expect: found	nil
top.stored = "at the bottom"
print(bottom.stored, rawget(top, "stored"), top.stored) -- expect: at the bottom	nil	at the bottom
top.value = "changed"
print(bottom.value) -- expect: changed
local middle = setmetatable({}, {__index = top})
rawset(middle, "value", "own")
print(setmetatable({}, {__index = middle}).value) -- expect: own
local sum = 0
for i = 1, 20 do sum = sum + #top.value end
print(sum) -- expect: 140
-- torture: 7
