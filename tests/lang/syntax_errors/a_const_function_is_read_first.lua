-- A function statement on a const variable is refused after its body was read.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("local f <const> = 1\nfunction f()\n\nend"))
-- expect: c:4: attempt to assign to const variable 'f'
print(message("local f <const> = 1\nfunction f() x = = 1 end"))
-- expect: c:2: unexpected symbol near '='
print(message("local f <const> = 1\nfunction f(\n"))
-- expect: c:3: <name> or '...' expected near <eof>
print(message("local f <close> = nil function f() return 1 end"))
-- expect: c:1: attempt to assign to const variable 'f'
print(message("local f <const> = print\nlocal function g()\nfunction f()\nend\nend"))
-- expect: c:5: attempt to assign to const variable 'f'
print(load("local f <const> = {} function f.g() return 1 end return f.g()")()) -- expect: 1
print(load("local f <const> = {} function f:g() return self == f end return f:g()")())
-- expect: true
print(load("local f <const> = 1 local function f() return 2 end return f()")()) -- expect: 2
