-- Upvalues of functions are read, set, told apart and joined.
local a, b = 1, 2
a, b = 10, 20
local function f() return a, b end
local function g() return b end
print(debug.getupvalue(f, 1)) -- expect: a	10
print(debug.getupvalue(f, 2)) -- expect: b	20
print(debug.getupvalue(f, 3)) -- expect: 
print(debug.setupvalue(f, 1, "set"), a, f()) -- expect: a	set	set	20
print(debug.setupvalue(f, 9, 1)) -- expect: 
print(debug.upvalueid(f, 2) == debug.upvalueid(g, 1)) -- expect: true
print(debug.upvalueid(f, 1) == debug.upvalueid(g, 1)) -- expect: false
print(type(debug.upvalueid(f, 1)), debug.upvalueid(f, 5)) -- expect: userdata	nil
debug.upvaluejoin(g, 1, f, 1)
print(g(), debug.upvalueid(f, 1) == debug.upvalueid(g, 1)) -- expect: set	true
a = "both"
print(f(), g()) -- expect: both	both
print(pcall(debug.upvaluejoin, f, 9, g, 1))
-- expect: false	bad argument #2 to 'debug.upvaluejoin' (invalid upvalue index)
print(pcall(debug.upvaluejoin, f, 1, g, 9))
-- expect: false	bad argument #4 to 'debug.upvaluejoin' (invalid upvalue index)
print(pcall(debug.upvaluejoin, f, 1, print, 1))
-- expect: false	bad argument #4 to 'debug.upvaluejoin' (invalid upvalue index)
print(pcall(debug.setupvalue, f, 1))
-- expect: false	bad argument #3 to 'debug.setupvalue' (value expected)
print((debug.getupvalue(load("return x"), 1))) -- expect: _ENV
print(debug.getupvalue(print, 1)) -- expect: 
