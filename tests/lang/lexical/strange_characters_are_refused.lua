-- Characters outside of the language are told as they are, or as a number.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("x = $")) -- expect: c:1: unexpected symbol near '$'
print(message("x = 1 ! 2")) -- expect: c:1: unexpected symbol near '!'
print(message("x = @y")) -- expect: c:1: unexpected symbol near '@'
print(message("x = `y`")) -- expect: c:1: unexpected symbol near '`'
print(message("x = \1")) -- expect: c:1: unexpected symbol near '<\1>'
print(message("x = \127")) -- expect: c:1: unexpected symbol near '<\127>'
print(message("\u{20AC} = 1")) -- expect: c:1: unexpected symbol near '<\226>'
print(message("x = \200")) -- expect: c:1: unexpected symbol near '<\200>'
print(message("x ?= 1")) -- expect: c:1: syntax error near '?'
print(message("x = \\y")) -- expect: c:1: unexpected symbol near '\'
print(message("x != 1")) -- expect: c:1: syntax error near '!'
print(message("\u{FEFF}x = 1")) -- expect: c:1: unexpected symbol near '<\239>'
