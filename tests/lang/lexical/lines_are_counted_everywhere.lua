-- Line numbers count the lines inside strings, comments and statements, too.
local function where(text) return select(2, pcall(load(text, "=c"))) end
print(where("local s = [[\n\n]]\nerror('E')")) -- expect: c:4: E
print(where("--[[\n\n\n]] error('E')")) -- expect: c:4: E
print(where("local s = 'a\\\nb\\\nc' error('E')")) -- expect: c:3: E
print(where("local s = 'a\\z\n\n  b' error('E')")) -- expect: c:3: E
print(where("\n\n\nerror(\n'E'\n)")) -- expect: c:4: E
print(where("return\n1\n+\n{}")) -- expect: c:3: attempt to perform arithmetic on a table value
print(load("local s = [[\n\n\n]] = 1", "=c")) -- expect: nil	c:4: unexpected symbol near '='
print(load("local s = 'unfinished\n'", "=c"))
-- expect: nil	c:1: unfinished string near ''unfinished'
print(load("local t = {\n1,\n2\n3}", "=c"))
-- expect: nil	c:4: '}' expected (to close '{' at line 1) near '3'
print(load("local s = [==[\n\n never closed", "=c"))
-- expect: nil	c:3: unfinished long string (starting at line 1) near <eof>
print(load("f(\n\n\n", "=c")) -- expect: nil	c:4: unexpected symbol near <eof>
