-- A missing bracket is told with the line of the opening one, if that is another line.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("f(1, 2")) -- expect: c:1: ')' expected near <eof>
print(message("f(1,\n2\nx = 1")) -- expect: c:3: ')' expected (to close '(' at line 1) near 'x'
print(message("x = (1 + 2")) -- expect: c:1: ')' expected near <eof>
print(message("x = (1\n+ 2 3)")) -- expect: c:2: ')' expected (to close '(' at line 1) near '3'
print(message("x = {1, 2")) -- expect: c:1: '}' expected near <eof>
print(message("x = {1,\n2,\n3 4}")) -- expect: c:3: '}' expected (to close '{' at line 1) near '4'
print(message("x = a[1")) -- expect: c:1: ']' expected near <eof>
print(message("x = a[\n1\n")) -- expect: c:3: ']' expected near <eof>
print(message("x = a[1, 2]")) -- expect: c:1: ']' expected near ','
print(message("x = {[1 = 2}")) -- expect: c:1: ']' expected near '='
print(message("x = (1))")) -- expect: c:1: unexpected symbol near ')'
print(message("x = {1}}")) -- expect: c:1: unexpected symbol near '}'
print(message("x = a[1]]")) -- expect: c:1: unexpected symbol near ']'
print(message("f(,)")) -- expect: c:1: unexpected symbol near ','
print(message("f(1,)")) -- expect: c:1: unexpected symbol near ')'
