-- A function may use as many registers as 200 variables and what is computed on top need.
local names, sum = {}, {}
for i = 1, 200 do names[i] = "v" .. i sum[i] = "v" .. i end
local text = "local " .. table.concat(names, ",") .. " = ... " ..
    "local function get() return v1, v200 end " ..
    "return {" .. table.concat(sum, ",", 1, 40) .. "}, select('#', get()), " .. table.concat(sum, "+")
local values = {}
for i = 1, 200 do values[i] = i end
print(load("local a " .. text)) -- expect: nil	[string "local a local v1,v2,v3,v4,v5,v6,v7,v8,v9,v10,..."]:1: too many local variables (limit is 200) in main function near '='
text = text:gsub("local function get%(%) return v1, v200 end ", ""):gsub("select%('#', get%(%)%)", "2")
local list, two, total = assert(load(text))(table.unpack(values))
print(#list, list[40], two, total) -- expect: 40	40	2	20100
-- Calls with many arguments stand above the variables.
text = "local " .. table.concat(names, ",", 1, 150) .. " = ... " ..
    "return select('#', (function(...) return ... end)(" .. table.concat(names, ",", 1, 90) .. "))"
print(assert(load(text))(table.unpack(values))) -- expect: 90
text = "return select('#', (function(...) return ... end)(" .. ("1,"):rep(239) .. "1))"
print(assert(load(text))()) -- expect: 240
print((select(2, load("return f(" .. ("1,"):rep(260) .. "1)")):match("registers"))) -- expect: registers
