-- Raising a caught message again adds a second place, unless the level is 0.
local function fail() error("first") end
local ok, e = pcall(fail)
print(e) -- expect: raising_again_adds_a_place.lua:2: first
print(pcall(error, e, 0)) -- expect: false	raising_again_adds_a_place.lua:2: first
print(pcall(function() error(e, 0) end)) -- expect: false	raising_again_adds_a_place.lua:2: first
print(pcall(function() error(e) end))
-- expect: false	raising_again_adds_a_place.lua:7: raising_again_adds_a_place.lua:2: first
print(pcall(function() error(e, 1) end))
-- expect: false	raising_again_adds_a_place.lua:9: raising_again_adds_a_place.lua:2: first
print(pcall(function() error({}, 2) end) == false, pcall(function() error(7, 2) end))
-- expect: true	false	7
print(pcall(function() assert(pcall(fail)) end))
-- expect: false	raising_again_adds_a_place.lua:13: raising_again_adds_a_place.lua:2: first
print(pcall(function() assert(select(2, pcall(fail)) == nil, e) end))
-- expect: false	raising_again_adds_a_place.lua:15: raising_again_adds_a_place.lua:2: first
local function again() local ok, e = pcall(fail) if not ok then error(e, 0) end end
print(pcall(again)) -- expect: false	raising_again_adds_a_place.lua:2: first
