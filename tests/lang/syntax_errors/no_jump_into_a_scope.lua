-- A goto cannot jump over the declaration of a local that is used at the label.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("goto l; local a; ::l:: print(a)"))
-- expect: c:1: <goto l> at line 1 jumps into the scope of local 'a'
print(message("goto l\nlocal a\n::l::\nreturn a"))
-- expect: c:4: <goto l> at line 1 jumps into the scope of local 'a'
print(message("do goto l end; local a, b; ::l:: x = 1"))
-- expect: c:1: <goto l> at line 1 jumps into the scope of local 'a'
print(message("goto l; local function f() end ::l:: f()"))
-- expect: c:1: <goto l> at line 1 jumps into the scope of local 'f'
print(message("if x then goto l end; local a <const> = 1; ::l:: return a"))
-- expect: c:1: <goto l> at line 1 jumps into the scope of local 'a'
print(message("repeat goto l; local a; ::l:: until a"))
-- expect: c:1: <goto l> at line 1 jumps into the scope of local 'a'
print(message("while x do goto continue; local a; ::continue:: x = a end"))
-- expect: c:1: <goto continue> at line 1 jumps into the scope of local 'a'
print(load("goto l; local a; ::l::")(), load("do goto l; local a; ::l:: ; end")()) -- expect: nil
print(load("do goto l; local a; ::l:: ::m:: ;; end return 'void statements'")())
-- expect: void statements
print(load("for i = 1, 2 do if i == 1 then goto c end local a = i; ::c:: end return 'ok'")())
-- expect: ok
print(load("do goto l; do local a end ::l:: x = 1 end return 'closed scope'")())
-- expect: closed scope
print(load("::l:: local a = n; n = n + 1; if n < 3 then goto l end return a", "=c", "t", {n = 0})())
-- expect: 2
