-- break must be inside a loop of the same function; its line is told.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("break")) -- expect: c:1: break outside loop at line 1
print(message("\nif x then\nbreak\nend\n")) -- expect: c:5: break outside loop at line 3
print(message("while x do local f = function() break end end"))
-- expect: c:1: break outside loop at line 1
print(message("for i = 1, 2 do end break")) -- expect: c:1: break outside loop at line 1
print(message("repeat until x break")) -- expect: c:1: break outside loop at line 1
print(message("do break end")) -- expect: c:1: break outside loop at line 1
print(message("break break")) -- expect: c:1: break outside loop at line 1
print(message("while x do break y")) -- expect: c:1: syntax error near <eof>
print(load("while true do break end return 'while'")()) -- expect: while
print(load("repeat break until false return 'repeat'")()) -- expect: repeat
print(load("for i = 1, 9 do if i > 2 then do break end end end return 'nested'")())
-- expect: nested
print(load("while true do break; return 1 end return 'before a return'")())
-- expect: before a return
