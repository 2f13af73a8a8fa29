-- A missing end is told with the line of what it should close.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("if x then")) -- expect: c:1: 'end' expected near <eof>
print(message("if x then\nelse"))
-- expect: c:2: 'end' expected (to close 'if' at line 1) near <eof>
print(message("if x then\n\nelseif y then\n"))
-- expect: c:4: 'end' expected (to close 'if' at line 1) near <eof>
print(message("while x do\n"))
-- expect: c:2: 'end' expected (to close 'while' at line 1) near <eof>
print(message("for i = 1, 2 do\n\n"))
-- expect: c:3: 'end' expected (to close 'for' at line 1) near <eof>
print(message("for k in y do\n"))
-- expect: c:2: 'end' expected (to close 'for' at line 1) near <eof>
print(message("function f()\n\nreturn 1\n"))
-- expect: c:4: 'end' expected (to close 'function' at line 1) near <eof>
print(message("local f = function(\n")) -- expect: c:2: <name> or '...' expected near <eof>
print(message("local f = function()\n"))
-- expect: c:2: 'end' expected (to close 'function' at line 1) near <eof>
print(message("do\ndo\nend\n")) -- expect: c:4: 'end' expected (to close 'do' at line 1) near <eof>
print(message("repeat\n\n"))
-- expect: c:3: 'until' expected (to close 'repeat' at line 1) near <eof>
print(message("repeat end")) -- expect: c:1: 'until' expected near 'end'
print(message("do until x")) -- expect: c:1: 'end' expected near 'until'
print(message("while x do end end")) -- expect: c:1: <eof> expected near 'end'
print(message("x = 1 end")) -- expect: c:1: <eof> expected near 'end'
