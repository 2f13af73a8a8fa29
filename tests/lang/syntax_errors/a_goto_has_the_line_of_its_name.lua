-- A goto has the line of its label name.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("goto\nl")) -- expect: c:2: no visible label 'l' for <goto> at line 2
print(message("goto\n\n\nl\n\n")) -- expect: c:6: no visible label 'l' for <goto> at line 4
print(message("do goto\nl end\nlocal a\n::l:: print(a)"))
-- expect: c:4: <goto l> at line 2 jumps into the scope of local 'a'
print(message("x = 1 goto -- comment\nl x = 2"))
-- expect: c:2: no visible label 'l' for <goto> at line 2
print(message("goto l x = \n= 1")) -- expect: c:2: unexpected symbol near '='
print(message("while x do\nlocal function f()\nbreak\nend end"))
-- expect: c:4: break outside loop at line 3
