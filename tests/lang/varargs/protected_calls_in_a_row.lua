-- pcall of pcall of pcall …: as deep as there are arguments.
local t = {}
for i = 1, 150 do t[i] = pcall end
t[151], t[152] = error, "deep"
print(select("#", pcall(table.unpack(t)))) -- expect: 152
print(select(-2, pcall(table.unpack(t)))) -- expect: false	deep
