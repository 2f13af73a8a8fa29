-- A goto needs a label that it can see; a label may stand only once in a function.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("goto nowhere")) -- expect: c:1: no visible label 'nowhere' for <goto> at line 1
print(message("\n\ndo goto l end\n")) -- expect: c:4: no visible label 'l' for <goto> at line 3
print(message("do ::inner:: end\ngoto inner"))
-- expect: c:2: no visible label 'inner' for <goto> at line 2
print(message("goto inside; do ::inside:: end"))
-- expect: c:1: no visible label 'inside' for <goto> at line 1
print(message("::l:: local function f() goto l end"))
-- expect: c:1: no visible label 'l' for <goto> at line 1
print(message("local function f() ::l:: end goto l"))
-- expect: c:1: no visible label 'l' for <goto> at line 1
print(message("::l:: x = 1 ::l::")) -- expect: c:1: label 'l' already defined on line 1
print(message("::l::\n\nx = 1\n\n::l::")) -- expect: c:5: label 'l' already defined on line 1
print(message("::l:: do ::l:: end")) -- expect: c:1: label 'l' already defined on line 1
print(message("goto 1")) -- expect: c:1: <name> expected near '1'
print(message("::1::")) -- expect: c:1: <name> expected near '1'
print(message("::l")) -- expect: c:1: '::' expected near <eof>
print(message("::l:")) -- expect: c:1: '::' expected near ':'
print(load("do ::l:: end do ::l:: end return 'siblings'")()) -- expect: siblings
print(load("local function f() ::l:: return 'own function' end ::l:: return f()")())
-- expect: own function
