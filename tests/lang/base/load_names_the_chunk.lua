-- The chunk's name stands in messages: @ for files, = as it is, else the text.
local function place(name) return (select(2, load("x y", name)):match("^(.*): syntax")) end
print(place("@file.lua"), place("=stdin"), place("some text"))
-- expect: file.lua:1	stdin:1	[string "some text"]:1
print(place("first line\nsecond line"), place("\nempty first"))
-- expect: [string "first line..."]:1	[string "..."]:1
print(place(""), place("@"), place("=")) -- expect: [string ""]:1	:1	:1
print(place("=" .. ("e"):rep(70)))
-- expect: eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee:1
print(place("@" .. ("f"):rep(70)))
-- expect: ...ffffffffffffffffffffffffffffffffffffffffffffffffffffffff:1
print(place("@short/path/to/a.lua"), place("= spaced")) -- expect: short/path/to/a.lua:1	 spaced:1
print(select(2, load("x y"))) -- expect: [string "x y"]:1: syntax error near 'y'
print(select(2, load("\n\nx y"))) -- expect: [string "..."]:3: syntax error near 'y'
print(select(2, load(function() return nil end)), select(2, load("x y", nil)))
-- expect: nil	[string "x y"]:1: syntax error near 'y'
print(pcall(load("error('at run time')", "=named"))) -- expect: false	named:1: at run time
print(pcall(load("\nlocal t\nreturn t.x", "@some.lua")))
-- expect: false	some.lua:3: attempt to index a nil value (local 't')
print(pcall(load, "return 1", {}))
-- expect: false	bad argument #2 to 'load' (string expected, got table)
print(select(2, load("x y", 42))) -- expect: [string "42"]:1: syntax error near 'y'
