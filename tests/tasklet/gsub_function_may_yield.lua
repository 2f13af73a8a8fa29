-- The function or __index of string.gsub may yield.
local co = coroutine.wrap(function()
    return (("x y z"):gsub("%a", function(c) return coroutine.yield(c) end))
end)
print(co()) -- expect: x
print(co("1")) -- expect: y
print(co("2")) -- expect: z
print(co("3")) -- expect: 1 2 3
local asked = setmetatable({a = "A"}, {__index = function(_, k) return coroutine.yield(k) end})
co = coroutine.wrap(function() return ("a-b-c"):gsub("%w", asked) end)
print(co()) -- expect: b
print(co("B")) -- expect: c
print(co(false)) -- expect: A-B-c	3
