-- A sorted array stays as it is, and its reverse gives the same.
local function copy(t) return table.move(t, 1, #t, 1, {}) end
local t = {}
for i = 1, 150 do t[i] = (i * 7919) % 1009 end
table.sort(t)
local again, reversed = copy(t), {}
table.sort(again)
for i = 1, #t do reversed[i] = t[#t + 1 - i] end
table.sort(reversed)
local differences = 0
for i = 1, #t do
    if again[i] ~= t[i] or reversed[i] ~= t[i] then differences = differences + 1 end
end
print(#t, differences, t[1], t[75], t[150]) -- expect: 150	0	13	509	1005
local down = copy(t)
table.sort(down, function(a, b) return b < a end)
for i = 1, #t do if down[i] ~= t[#t + 1 - i] then differences = differences + 1 end end
print(differences, down[1], down[150]) -- expect: 0	1005	13
