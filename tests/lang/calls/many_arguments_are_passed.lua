-- Calls with hundreds of arguments and results, and long lists of calls.
local function pass(...) return ... end
local t = {}
for i = 1, 240 do t[i] = i end
print(select("#", pass(table.unpack(t))), (select(240, pass(table.unpack(t))))) -- expect: 240	240
local names, values = {}, {}
for i = 1, 150 do names[i], values[i] = "p" .. i, tostring(i) end
local text = "local f = function(" .. table.concat(names, ", ") .. ")"
text = text .. " return p150, p1, p75 end return f("
print(load(text .. table.concat(values, ", ") .. ")")()) -- expect: 150	1	75
print(load(text .. "...)")(table.unpack(t))) -- expect: 150	1	75
print(select(148, load("return " .. table.concat(values, ", "))())) -- expect: 148	149	150
local locals = load("local " .. table.concat(names, ", ") .. " = ... return p1, p150")
print(locals(table.unpack(t))) -- expect: 1	150
local sum = 0
for i = 1, 100 do sum = sum + select("#", pass(table.unpack(t, 1, i))) end
print(sum) -- expect: 5050
-- torture: 17
