-- Functions are values: stored, passed, returned, compared by identity.
local ops = {add = function(a, b) return a + b end, ["*"] = function(a, b) return a * b end}
print(ops.add(2, 3), ops["*"](2, 3)) -- expect: 5	6
local function compose(f, g) return function(...) return f(g(...)) end end
print(compose(tostring, ops.add)(1, 2), compose(math.abs, ops["*"])(-2, 4)) -- expect: 3	8
local function twice(f) return compose(f, f) end
print(twice(twice(function(x) return x * 2 end))(1)) -- expect: 16
print((function(x) return x end)(7), (function() return "called at once" end)())
-- expect: 7	called at once
local saved = print
local print = function(...) return saved("wrapped", ...) end
print(1) -- expect: wrapped	1
local set = {[saved] = "library", [print] = "ours"}
saved(set[saved], set[print], saved == print) -- expect: library	ours	false
