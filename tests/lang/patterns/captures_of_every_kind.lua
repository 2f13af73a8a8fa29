-- Captures are numbered by their opening parenthesis; an empty one is a position.
print(("abcd"):match("(a)(b)(c)(d)"), ("abcd"):match("((a)(b))((c)d)")) -- expect: a	ab	a	b	cd	c
print(("abc"):match("()a()b()c()"), ("abc"):find("()(b)()"), ("abc"):match("a()", 1))
-- expect: 1	2	2
print(("k=v"):match("(%w)=(%w)"), ("k="):match("(%w)=(%w?)"), ("=v"):match("(%w?)=(%w?)"))
-- expect: k	k		v
print(("abc"):match(".-(b).-"), ("abc"):match("((b))"), ("abc"):match("b"), ("abc"):match("()b"))
-- expect: b	b	b	2
print(select("#", ("x"):match("(x)(y?)(z?)")), select("#", ("x"):match("x"))) -- expect: 3	1
print(math.type((("x"):match("()"))), ("abc"):match("(.)(.)(.)()")) -- expect: integer	a	b	c	4
print(("aXbXc"):match("(.*)X(.*)"), ("aXbXc"):match("(.-)X(.*)"), ("ab"):match("(a*(b*))"))
-- expect: aXb	a	ab	b
print(("2024-01-31"):gsub("(%d+)-(%d+)-(%d+)", "%3.%2.%1"), ("ab"):gsub("(a)(b)", "%2%0%1"))
-- expect: 31.01.2024	baba	1
local wide = ("(.)"):rep(32)
print(select("#", ("x"):rep(32):match(wide)), ("x"):rep(31):match(wide)) -- expect: 32	nil
print(pcall(string.match, "x", "(.)" .. wide)) -- expect: true	nil
print(pcall(string.match, ("x"):rep(33), wide .. "(.)")) -- expect: false	too many captures
