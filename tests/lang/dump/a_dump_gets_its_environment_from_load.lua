-- The globals of a dumped chunk are those of load, or the environment it is given.
local chunk = string.dump(load("x = (x or 0) + 1 return x, type(print)"))
print(load(chunk)()) -- expect: 1	function
print(load(chunk)(), x) -- expect: 2	2
local env = {x = 10, type = type}
print(load(chunk, "=c", "b", env)()) -- expect: 11	nil
print(env.x, x) -- expect: 11	2
print(load(string.dump(load("return _ENV")), "=c", "b", env)() == env) -- expect: true
print(load(string.dump(load("return _ENV")))() == _G) -- expect: true
print(load(string.dump(load("return _ENV")), "=c", "b", nil)()) -- expect: nil
print((pcall(load(chunk, "=c", "b", nil)))) -- expect: false
print(load(string.dump(function(a) return a .. "!" end), "=c", "b", env)("no globals"))
-- expect: no globals!
