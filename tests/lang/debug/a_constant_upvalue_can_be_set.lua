-- A variable assigned once can be replaced in a closure by setupvalue and upvaluejoin.
local function make(value)
    return function() return value end
end
local f, g = make("f"), make("g")
print(f(), g()) -- expect: f	g
print(debug.setupvalue(f, 1, "other"), f(), g()) -- expect: value	other	g
debug.upvaluejoin(g, 1, f, 1)
print(g()) -- expect: other
debug.setupvalue(g, 1, "shared")
print(f(), g()) -- expect: shared	shared
local env = {print = print, x = "in env"}
local chunk = load("print(x) x = 'set'")
debug.setupvalue(chunk, 1, env)
chunk() -- expect: in env
print(env.x, x) -- expect: set	nil
