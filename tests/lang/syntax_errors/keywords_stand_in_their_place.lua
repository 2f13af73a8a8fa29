-- A keyword where it cannot stand is an error that shows it.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("else")) -- expect: c:1: <eof> expected near 'else'
print(message("then x = 1")) -- expect: c:1: unexpected symbol near 'then'
print(message("local end = 1")) -- expect: c:1: <name> expected near 'end'
print(message("x.end = 1")) -- expect: c:1: <name> expected near 'end'
print(message("x = {and = 1}")) -- expect: c:1: unexpected symbol near 'and'
print(message("function do() end")) -- expect: c:1: <name> expected near 'do'
print(message("for while = 1, 2 do end")) -- expect: c:1: <name> expected near 'while'
print(message("for i, if in x do end")) -- expect: c:1: <name> expected near 'if'
print(message("x = not")) -- expect: c:1: unexpected symbol near <eof>
print(message("x = 1 and or 2")) -- expect: c:1: unexpected symbol near 'or'
print(message("if x the y end")) -- expect: c:1: 'then' expected near 'the'
print(message("if then end")) -- expect: c:1: unexpected symbol near 'then'
print(message("if x then else else end")) -- expect: c:1: 'end' expected near 'else'
print(message("if x then else elseif y then end")) -- expect: c:1: 'end' expected near 'elseif'
print(message("elseif x then end")) -- expect: c:1: <eof> expected near 'elseif'
