-- The message has the chunk's name, the line and the token that was not expected.
local function say(text) print((select(2, load(text, "=c")))) end
say("x = }") -- expect: c:1: unexpected symbol near '}'
say("if x then") -- expect: c:1: 'end' expected near <eof>
say("\nfor i = 1 do end") -- expect: c:2: ',' expected near 'do'
say("local function 5") -- expect: c:1: <name> expected near '5'
say("f(") -- expect: c:1: unexpected symbol near <eof>
say("while true do\n\n") -- expect: c:3: 'end' expected (to close 'while' at line 1) near <eof>
say("x = 'open") -- expect: c:1: unfinished string near <eof>
say("x = [[open") -- expect: c:1: unfinished long string (starting at line 1) near <eof>
say("x = '\\q'") -- expect: c:1: invalid escape sequence near ''\q'
say("x = 3x") -- expect: c:1: malformed number near '3x'
say("a.b:c = 1") -- expect: c:1: function arguments expected near '='
say("local x <wrong> = 1") -- expect: c:1: unknown attribute 'wrong'
say("local x <const> = 1; x = 2") -- expect: c:1: attempt to assign to const variable 'x'
say("break") -- expect: c:1: break outside loop at line 1
say("goto x") -- expect: c:1: no visible label 'x' for <goto> at line 1
say("::a:: ::a::") -- expect: c:1: label 'a' already defined on line 1
say("x = @") -- expect: c:1: unexpected symbol near '@'
say("return return") -- expect: c:1: unexpected symbol near 'return'
