-- A message shows the token at which the compiler stopped.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("x = = 1")) -- expect: c:1: unexpected symbol near '='
print(message("x = 5 6")) -- expect: c:1: unexpected symbol near '6'
print(message("x = 'some string' 'other'")) -- expect: c:1: unexpected symbol near ''other''
print(message("x = 1.50 2.5e1")) -- expect: c:1: unexpected symbol near '2.5e1'
print(message("x = nil nil")) -- expect: c:1: unexpected symbol near 'nil'
print(message("x = [==[long]==] 5")) -- expect: c:1: unexpected symbol near '5'
print(message("x = y z = 1 w")) -- expect: c:1: syntax error near <eof>
print(message("x = ")) -- expect: c:1: unexpected symbol near <eof>
print(message("x = (")) -- expect: c:1: unexpected symbol near <eof>
print(message("x = ... ...")) -- expect: c:1: unexpected symbol near '...'
print(message("x = 5 // // 6")) -- expect: c:1: unexpected symbol near '//'
print(message("x = a <= >= b")) -- expect: c:1: unexpected symbol near '>='
print(message("x = function")) -- expect: c:1: '(' expected near <eof>
print(message("local x = 'a\\65\\n' = 1")) -- expect: c:1: unexpected symbol near '='
print(message("return return")) -- expect: c:1: unexpected symbol near 'return'
