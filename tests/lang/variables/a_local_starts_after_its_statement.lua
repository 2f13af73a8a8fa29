-- A local variable is visible from the statement after its declaration.
x = "global"
local x = x
print(x) -- expect: global
local x = x .. "+1", x .. "+2"
print(x) -- expect: global+1
local f = function() return f end
print(f()) -- expect: nil
local function g() return g end
print(g() == g) -- expect: true
local a, b = 1, a
print(a, b) -- expect: 1	nil
do
    local x = "inner" .. x
    print(x) -- expect: innerglobal+1
end
print(x, _G.x) -- expect: global+1	global
