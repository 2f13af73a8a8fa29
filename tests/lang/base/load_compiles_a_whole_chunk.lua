-- What load compiles is the body of a vararg function.
print(load("return select('#', ...)")(nil, nil)) -- expect: 2
print(load("local a, b = ... return b, a")(1, 2)) -- expect: 2	1
print(load("")(), load(" ")(), load("--comment")(), load(";;;")()) -- expect: nil	nil	nil
print(load("return")(), load("return;")(), select("#", load("return")())) -- expect: nil	nil	0
print(load("return 1 return 2", "=c")) -- expect: nil	c:1: <eof> expected near 'return'
print(load("return 1; print()", "=c")) -- expect: nil	c:1: <eof> expected near 'print'
print(load("local x <close> = nil return 'closed'")()) -- expect: closed
print(load("goto done do return 1 end ::done::")()) -- expect:
print(load("return load('return ' .. ...)()")("6 * 7")) -- expect: 42
local f = load("counter = (counter or 0) + 1 return counter")
print(f(), f(), load("return counter")()) -- expect: 1	2	2
print(load("function f(x) return ... end", "=c"))
-- expect: nil	c:1: cannot use '...' outside a vararg function near '...'
print(load("return function(...) return ... end")()(3, 4)) -- expect: 3	4
