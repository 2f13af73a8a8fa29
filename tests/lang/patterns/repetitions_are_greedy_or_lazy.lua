-- *, + and ? take as much as they can, - as little.
print(("<a><b>"):match("<.*>"), ("<a><b>"):match("<.->")) -- expect: <a><b>	<a>
print(("aaa"):match("a-"), "|", ("aaab"):match("a-b")) -- expect: 	|	aaab
print(("color colour"):gsub("colou?r", "X")) -- expect: X X	2
print(("key = value"):match("^(.-)%s*=%s*(.*)$")) -- expect: key	value
print(("aaaa"):match("^(a*)(a)$")) -- expect: aaa	a
print(("aaaa"):match("^(a-)(a+)$")) -- expect: 	aaaa
print(("/* a */ b */"):match("/%*.-%*/"), ("/* a */ b */"):match("/%*.*%*/"))
-- expect: /* a */	/* a */ b */
print((""):match("a*"), (""):match("a+"), ("b"):match("a?b")) -- expect: 	nil	b
print(("x"):rep(100):match("^x-x*(x)$")) -- expect: x
