-- An expression is no statement, but for calls; assignments need both sides.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("x")) -- expect: c:1: syntax error near <eof>
print(message("x.y")) -- expect: c:1: syntax error near <eof>
print(message("x, y")) -- expect: c:1: '=' expected near <eof>
print(message("x + 1")) -- expect: c:1: syntax error near '+'
print(message("5")) -- expect: c:1: unexpected symbol near '5'
print(message("'text'")) -- expect: c:1: unexpected symbol near ''text''
print(message("{}")) -- expect: c:1: unexpected symbol near '{'
print(message("(x)")) -- expect: c:1: syntax error near <eof>
print(message("x == 1")) -- expect: c:1: syntax error near '=='
print(message("x += 1")) -- expect: c:1: syntax error near '+'
print(message("x = 1,")) -- expect: c:1: unexpected symbol near <eof>
print(message("x, = 1")) -- expect: c:1: unexpected symbol near '='
print(message("x =")) -- expect: c:1: unexpected symbol near <eof>
print(message("not x")) -- expect: c:1: unexpected symbol near 'not'
print(message("... ")) -- expect: c:1: unexpected symbol near '...'
