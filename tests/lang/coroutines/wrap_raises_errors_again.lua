-- An error leaves the function of wrap; a text gets the place of the call in front.
local function raiser(e, level) return coroutine.wrap(function() error(e, level) end) end
print(pcall(raiser("E", 0))) -- expect: false	E
print(pcall(raiser("E"))) -- expect: false	wrap_raises_errors_again.lua:2: E
print(pcall(function()
    local f = raiser("E", 0)
    f()
end)) -- expect: false	wrap_raises_errors_again.lua:7: E
print(pcall(function()
    local f = raiser("E")
    f()
end)) -- expect: false	wrap_raises_errors_again.lua:11: wrap_raises_errors_again.lua:2: E
print(pcall(function() raiser(42)() end)) -- expect: false	42
print(pcall(function() raiser(nil)() end)) -- expect: false	nil
local t = {}
print(select(2, pcall(function() raiser(t)() end)) == t) -- expect: true
local f = raiser("first", 0)
pcall(f)
print(pcall(f)) -- expect: false	cannot resume dead coroutine
print(pcall(function() f() end))
-- expect: false	wrap_raises_errors_again.lua:20: cannot resume dead coroutine
local g
g = coroutine.wrap(function() g() end)
print(pcall(g))
-- expect: false	wrap_raises_errors_again.lua:23: cannot resume non-suspended coroutine
