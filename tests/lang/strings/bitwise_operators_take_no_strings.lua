-- Bitwise operators take no strings, not even numerals, but for what the metatable adds.
local function say(f) print((select(2, pcall(f)):match("%d+: (.*)"))) end
local s = "10"
say(function() return s | 1 end)
-- expect: attempt to perform bitwise operation on a string value (upvalue 's')
say(function() return 1 & s end)
-- expect: attempt to perform bitwise operation on a string value (upvalue 's')
say(function() return ~s end)
-- expect: attempt to perform bitwise operation on a string value (upvalue 's')
say(function() return "1" ~ "2" end)
-- expect: attempt to perform bitwise operation on a string value (constant '1')
say(function() return 1 << "x" end)
-- expect: attempt to perform bitwise operation on a string value (constant 'x')
say(function() return "1.5" >> 1 end)
-- expect: attempt to perform bitwise operation on a string value (constant '1.5')
say(function() return "1" | {} end)
-- expect: attempt to perform bitwise operation on a string value (constant '1')
say(function() return {} | "1" end) -- expect: attempt to perform bitwise operation on a table value
getmetatable("").__bor = function(a, b) return "or " .. a .. " " .. b end
getmetatable("").__bnot = function(a) return "not " .. a end
print(s | 1, 1 | s, "x" | "y", ~s) -- expect: or 10 1	or 1 10	or x y	not 10
