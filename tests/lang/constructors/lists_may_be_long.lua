-- A constructor may be long: hundreds of fields of each kind.
local parts = {}
for i = 1, 600 do parts[i] = tostring(i * i) end
local list = load("return {" .. table.concat(parts, ", ") .. "}")()
print(#list, list[1], list[50], list[51], list[600]) -- expect: 600	1	2500	2601	360000
for i = 1, 300 do parts[i] = "k" .. i .. " = " .. i end
local named = load("return {" .. table.concat(parts, "; ", 1, 300) .. "}")()
local sum = 0
for _, v in pairs(named) do sum = sum + v end
print(sum, named.k1, named.k300) -- expect: 45150	1	300
for i = 1, 300 do parts[i] = "[" .. i .. "] = '" .. i .. "', " .. i end
local both = load("return {" .. table.concat(parts, ", ", 1, 300) .. "}")()
print(#both, type(both[1]) == "number" or type(both[1]) == "string") -- expect: 300	true
local env = {f = function() return 1, 2 end}
print(#load("return {" .. ("f(), "):rep(200) .. "f()}", "=c", "t", env)()) -- expect: 202
-- torture: 97
