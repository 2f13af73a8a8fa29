-- return is the last statement of a block; only a semicolon may follow it.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("return 1 x = 2")) -- expect: c:1: <eof> expected near 'x'
print(message("return; x = 2")) -- expect: c:1: <eof> expected near 'x'
print(message("return;;")) -- expect: c:1: <eof> expected near ';'
print(message("do return end return return")) -- expect: c:1: unexpected symbol near 'return'
print(message("return 1,")) -- expect: c:1: unexpected symbol near <eof>
print(message("return 1 2")) -- expect: c:1: <eof> expected near '2'
print(message("return (1, 2)")) -- expect: c:1: ')' expected near ','
print(message("return ()")) -- expect: c:1: unexpected symbol near ')'
print(message("return break")) -- expect: c:1: unexpected symbol near 'break'
print(message("if x then return y = 1 end")) -- expect: c:1: 'end' expected near '='
print(message("return local x")) -- expect: c:1: unexpected symbol near 'local'
print(message("function f() return 1 return 2 end")) -- expect: c:1: 'end' expected near 'return'
print(select("#", load("return")()), load("return;")(), load("do return end x = 1")())
-- expect: 0	nil
print(load("do return 1, 2; end")()) -- expect: 1	2
