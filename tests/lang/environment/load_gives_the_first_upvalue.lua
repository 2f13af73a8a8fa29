-- load sets the first upvalue of the chunk, which is _ENV, to the table it is given.
local env = {x = 5}
print(load("return x", "=c", "t", env)()) -- expect: 5
print(load("x = 6; return _ENV", "=c", "t", env)() == env, env.x, x) -- expect: true	6	nil
local f = load("local a = ...; b = a; return b, _ENV.b", "=c", "t", env)
print(f("arg")) -- expect: arg	arg
print(env.b, b) -- expect: arg	nil
print(pcall(load("return print", "=c", "t", {}))) -- expect: true	nil
print(pcall(load("print()", "=c", "t", {})))
-- expect: false	c:1: attempt to call a nil value (global 'print')
print(pcall(load("return x", "=c", "t", nil)))
-- expect: false	c:1: attempt to index a nil value (upvalue '_ENV')
print(load("return _ENV", "=c", "t", false)(), load("return _ENV", "=c", "t", 7)())
-- expect: false	7
print(load("return _ENV == _G")(), load("return _ENV", "=c")() == _G) -- expect: true	true
local E = _ENV
do
    local _ENV = {}
    local env = E.load("return _ENV")()
    E.print(env == E._G, env == _ENV) -- expect: true	false
end
