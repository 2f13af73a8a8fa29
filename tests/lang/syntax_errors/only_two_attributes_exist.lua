-- A local variable may have the attribute const or close; only one can be close.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("local x <constant> = 1")) -- expect: c:1: unknown attribute 'constant'
print(message("local x <Close> = 1")) -- expect: c:1: unknown attribute 'Close'
print(message("local x <> = 1")) -- expect: c:1: <name> expected near '>'
print(message("local x <5> = 1")) -- expect: c:1: <name> expected near '5'
print(message("local x <const")) -- expect: c:1: '>' expected near <eof>
print(message("local x <const = 1")) -- expect: c:1: '>' expected near '='
print(message("local <const> x = 1")) -- expect: c:1: <name> expected near '<'
print(message("local a <close>, b <close> = nil"))
-- expect: c:1: multiple to-be-closed variables in local list
print(message("local a <close>, b <const>, c <close> = nil"))
-- expect: c:1: multiple to-be-closed variables in local list
print(message("local function f <const> () end")) -- expect: c:1: '(' expected near '<'
print(message("for i <const> = 1, 2 do end")) -- expect: c:1: '=' or 'in' expected near '<'
print(message("function f(a <const>) end")) -- expect: c:1: ')' expected near '<'
print(load("local a <close>, b <const>, c < const > = nil, 1, 2 return a, b, c")())
-- expect: nil	1	2
