-- Only variables can be assigned to: no calls, no parentheses, no constants.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("f() = 1")) -- expect: c:1: syntax error near '='
print(message("a.b() = 1")) -- expect: c:1: syntax error near '='
print(message("a:b() = 1")) -- expect: c:1: syntax error near '='
print(message("(a) = 1")) -- expect: c:1: syntax error near '='
print(message("(a.b) = 1")) -- expect: c:1: syntax error near '='
print(message("a, f() = 1, 2")) -- expect: c:1: syntax error near '='
print(message("a, (b) = 1, 2")) -- expect: c:1: syntax error near '='
print(message("5 = a")) -- expect: c:1: unexpected symbol near '5'
print(message("nil = a")) -- expect: c:1: unexpected symbol near 'nil'
print(message("'s' = a")) -- expect: c:1: unexpected symbol near ''s''
print(message("a + b = 1")) -- expect: c:1: syntax error near '+'
print(message("a:b = 1")) -- expect: c:1: function arguments expected near '='
print(message("... = 1")) -- expect: c:1: unexpected symbol near '...'
print(message("{} = 1")) -- expect: c:1: unexpected symbol near '{'
print(type(load("f().x = 1")), type(load("(a).b = 1")), type(load("a().b, (c)[1] = 1, 2")))
-- expect: function	function	function
