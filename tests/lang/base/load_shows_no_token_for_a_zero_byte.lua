-- A byte zero in the text is a mistake that has no token to show.
print(load("x =\0 1", "=c")) -- expect: nil	c:1: unexpected symbol
print(load("\0", "=c")) -- expect: nil	c:1: unexpected symbol
print(load("return '\0' .. #'\0'", "=c")() == "\0" .. 1) -- expect: true
print(load("return 1 -- \0 in a comment", "=c")()) -- expect: 1
