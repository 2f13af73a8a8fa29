-- The third and fourth arguments say which character of the name becomes what.
local function show(...) print((select(2, package.searchpath(...)):gsub("no file ", ""))) end
show("a.b.c", "?") -- expect: 'a/b/c'
show("a.b.c", "?", ".") -- expect: 'a/b/c'
show("a.b.c", "?", "") -- expect: 'a.b.c'
show("a-b-c", "?", "-") -- expect: 'a/b/c'
show("a-b.c", "?", "-", "+") -- expect: 'a+b.c'
show("a.b.c", "?", ".", "::") -- expect: 'a::b::c'
show("a.b.c", "?", ".", "") -- expect: 'abc'
show("a.b.c", "?x?", "b", "<>") -- expect: 'a.<>.cxa.<>.c'
show("a.b", "?", nil, "|") -- expect: 'a|b'
show("a%b%", "?", "%", "%1") -- expect: 'a%1b%1'
show("%1", "?/%0/?") -- expect: '%1/%0/%1'
show("a.b", "?", "x") -- expect: 'a.b'
