-- __index may be a table, with an __index of its own, or a function.
local animal = {sound = "?", legs = 4}
animal.__index = animal
local bird = setmetatable({legs = 2}, animal)
bird.__index = bird
local duck = setmetatable({sound = "quack"}, bird)
print(duck.sound, duck.legs, duck.wings) -- expect: quack	2	nil
local computed = setmetatable({}, {__index = function(t, k) return k .. "!" end})
print(computed.x, computed[1], rawget(computed, "x")) -- expect: x!	1!	nil
local cached = setmetatable({}, {__index = function(t, k) rawset(t, k, k * 2) return k * 2 end})
print(cached[4], rawget(cached, 4), cached[4]) -- expect: 8	8	8
print(("x").len == string.len, ("abc"):len()) -- expect: true	3
print(pcall(function() return setmetatable({}, {__index = 5}).x end) == false) -- expect: true
local deep = {value = "found"}
for _ = 1, 50 do deep = setmetatable({}, {__index = deep}) end
print(deep.value) -- expect: found
