-- A key that is nil or NaN stops the construction.
print(pcall(function() return {[nil] = 1} end))
-- expect: false	wrong_keys_are_errors.lua:2: table index is nil
print(pcall(function() local k return {x = 1, [k] = 2} end))
-- expect: false	wrong_keys_are_errors.lua:4: table index is nil
print(pcall(function() return {[0 / 0] = 1} end))
-- expect: false	wrong_keys_are_errors.lua:6: table index is NaN
print(pcall(function() return {1, 2, [tonumber("x")] = 3} end))
-- expect: false	wrong_keys_are_errors.lua:8: table index is nil
local t = {[1 / 0] = "inf", [-1 / 0] = "minus inf", x = nil, [5] = nil, nil}
print(t[math.huge], t[-math.huge], t.x, t[5]) -- expect: inf	minus inf	nil	nil
local count = 0
for _ in pairs({a = nil, b = nil, [1] = nil, c = 1}) do count = count + 1 end
print(count) -- expect: 1
print(load("return {a = 1, b}")()[1], load("return {a = , b}"))
-- expect: nil	nil	[string "return {a = , b}"]:1: unexpected symbol near ','
print(load("return {[1] = 2, [1] }"))
-- expect: nil	[string "return {[1] = 2, [1] }"]:1: '=' expected near '}'
print(load("return {'x' = 1}")) -- expect: nil	[string "return {'x' = 1}"]:1: '}' expected near '='
