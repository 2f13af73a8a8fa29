-- Function names are names with dots and one colon; parameters are names.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("function () end")) -- expect: c:1: <name> expected near '('
print(message("function a[1]() end")) -- expect: c:1: '(' expected near '['
print(message("function a:b.c() end")) -- expect: c:1: '(' expected near '.'
print(message("function a:b:c() end")) -- expect: c:1: '(' expected near ':'
print(message("function a.b. () end")) -- expect: c:1: <name> expected near '('
print(message("local function a.b() end")) -- expect: c:1: '(' expected near '.'
print(message("local function () end")) -- expect: c:1: <name> expected near '('
print(message("x = function f() end")) -- expect: c:1: '(' expected near 'f'
print(message("function f(a,) end")) -- expect: c:1: <name> or '...' expected near ')'
print(message("function f(..., a) end")) -- expect: c:1: ')' expected near ','
print(message("function f(a b) end")) -- expect: c:1: ')' expected near 'b'
print(message("function f(1) end")) -- expect: c:1: <name> or '...' expected near '1'
print(message("function f(a = 1) end")) -- expect: c:1: ')' expected near '='
print(message("function f a end")) -- expect: c:1: '(' expected near 'a'
print(message("function f() return ... end"))
-- expect: c:1: cannot use '...' outside a vararg function near '...'
print(message("function f(...) return function() return ... end end"))
-- expect: c:1: cannot use '...' outside a vararg function near '...'
