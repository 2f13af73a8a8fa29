-- A for needs names, then = with two or three values, or in with values.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("for")) -- expect: c:1: <name> expected near <eof>
print(message("for i")) -- expect: c:1: '=' or 'in' expected near <eof>
print(message("for i do end")) -- expect: c:1: '=' or 'in' expected near 'do'
print(message("for i = 1 do end")) -- expect: c:1: ',' expected near 'do'
print(message("for i = 1, 2, 3, 4 do end")) -- expect: c:1: 'do' expected near ','
print(message("for i = 1, do end")) -- expect: c:1: unexpected symbol near 'do'
print(message("for i, j = 1, 2 do end")) -- expect: c:1: 'in' expected near '='
print(message("for i.x = 1, 2 do end")) -- expect: c:1: '=' or 'in' expected near '.'
print(message("for 1 = 1, 2 do end")) -- expect: c:1: <name> expected near '1'
print(message("for i in do end")) -- expect: c:1: unexpected symbol near 'do'
print(message("for i, in x do end")) -- expect: c:1: <name> expected near 'in'
print(message("for (i) in x do end")) -- expect: c:1: <name> expected near '('
print(message("for i = 1, 2 print(i) end")) -- expect: c:1: 'do' expected near 'print'
print(message("for i in x print(i) end")) -- expect: c:1: 'do' expected near 'print'
print(message("for local i = 1, 2 do end")) -- expect: c:1: <name> expected near 'local'
