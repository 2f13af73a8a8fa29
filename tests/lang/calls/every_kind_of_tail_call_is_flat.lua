-- return f(...) of a function, method, field, upvalue or callable object uses no stack.
local t = {}
function t.field(n) if n == 0 then return "field" end return t.field(n - 1) end
function t:method(n) if n == 0 then return "method" end return self:method(n - 1) end
local function direct(n) if n == 0 then return "direct" end return direct(n - 1) end
local function vararg(n, ...) if n == 0 then return "vararg", ... end return vararg(n - 1, ...) end
local object = setmetatable({}, {__call = function(self, n)
    if n == 0 then return "object" end
    return self(n - 1)
end})
local function in_if(n)
    if n > 0 then if n > 1 then return in_if(n - 2) else return in_if(n - 1) end end
    return "in if"
end
local function in_loop(n)
    while true do if n == 0 then return "in loop" end return in_loop(n - 1) end
end
local deep = 250000
print(t.field(deep), t:method(deep), direct(deep)) -- expect: field	method	direct
print(vararg(deep, 1, 2)) -- expect: vararg	1	2
print(object(deep), in_if(deep), in_loop(deep)) -- expect: object	in if	in loop
local a, b, c
function a(n) if n == 0 then return "a" end return b(n - 1) end
function b(n) if n == 0 then return "b" end return c(n - 1, "extra", "arguments") end
function c(n) if n == 0 then return "c" end return a(n - 1) end
print(a(deep), a(deep + 1), a(deep + 2)) -- expect: b	c	a
-- torture: 200003
-- skip gc: a collection at each of two million calls takes hours
