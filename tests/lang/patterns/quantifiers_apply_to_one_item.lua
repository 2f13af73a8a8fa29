-- *, +, - and ? follow a single character, class or set, and nothing else.
print(("aaab"):match("a*b"), ("b"):match("a*b"), ("aaab"):match("a+b"), ("b"):match("a+b"))
-- expect: aaab	b	aaab	nil
print(("aaab"):match("a-b"), ("aab"):match("a?b"), ("b"):match("a?b"), ("aab"):find("a?b"))
-- expect: aaab	ab	b	2	3
print(("abab"):match("(ab)*"), ("abab"):match("ab*"), ("(ab)*"):match("%(ab%)%*"))
-- expect: nil	ab	(ab)*
print(("x*y"):match("^x**"), ("a+"):match("a++"), ("a+b"):match("^a%+"), ("?"):match("^?$"))
-- expect: x*	a+	a+	?
print(("*a"):match("^*a"), ("+"):match("+"), ("-x"):match("^-x"), ("--"):match("^--$"))
-- expect: *a	+	-x	--
print(("12ab"):match("%d*%a"), ("..a"):match("%.+"), ("[[x"):match("[[]*"), ("a%"):match("%%?$"))
-- expect: 12a	..	[[	%
print(("<<a>>"):match("<(.-)>"), ("<<a>>"):match("<(.+)>"), ("<a"):match("<(.-)$"))
-- expect: <a	<a>	a
print(("aaa"):find("a-", 2), ("aaa"):find("a-$", 2), ("aaa"):match("^(a-)a$")) -- expect: 2	2	aa
print(("abc"):match(".?.?.?.?"), ("abc"):match("^.-.-.-$"), (""):match(".*"), (""):match(".-"))
-- expect: abc	abc		
print(("a,b,c"):match(".*,"), ("a,b,c"):match(".-,"), ("key  =val"):match("(%w+)%s*=%s*(%w+)"))
-- expect: a,b,	a,	key	val
