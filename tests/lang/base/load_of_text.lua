-- load compiles a text; a mistake is a result, not an error.
print(load("return 1 + 1")()) -- expect: 2
print(load("return ...", "chunk")(1, 2, 3)) -- expect: 1	2	3
print(load("local a <const> = 5 return a")()) -- expect: 5
print(load("x =")) -- expect: nil	[string "x ="]:1: unexpected symbol near <eof>
print(load("x = = 1", "=name")) -- expect: nil	name:1: unexpected symbol near '='
print(load("for", "@file.lua")) -- expect: nil	file.lua:1: <name> expected near <eof>
print(load("goto nowhere", "=c"))
-- expect: nil	c:1: no visible label 'nowhere' for <goto> at line 1
print(load("return 'unfinished", "=c")) -- expect: nil	c:1: unfinished string near <eof>
print(pcall(load("error('inside')", "=c"))) -- expect: false	c:1: inside
print(pcall(load("local t = nil\nreturn t.x", "@some.lua")))
-- expect: false	some.lua:2: attempt to index a nil value (local 't')
print(pcall(load)) -- expect: false	bad argument #1 to 'load' (function expected, got no value)
print(load("return x", "=c", "t", {x = "own environment"})()) -- expect: own environment
print(load("x = 1 return _ENV", "=c", "t", {}) ().x, x) -- expect: 1	nil
print(load("", "=c")()) -- expect: 
