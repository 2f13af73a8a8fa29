-- %1 to %9 match once more what a capture matched.
print(("abab"):match("(ab)%1"), ("abba"):match("(a)(b)%2%1"), ("abab"):find("(a)(b)%1%2"))
-- expect: ab	a	1	4	a	b
print(('"it\'s" x'):match("([\"'])(.-)%1"), ("[==[x]==]"):match("%[(=*)%[(.-)%]%1%]"))
-- expect: "	==	x
print(("aa"):match("(a)%1"), ("ab"):match("(a)%1"), ("aaaa"):match("^(a+)%1$")) -- expect: a	nil	aa
print(("xyxy"):gsub("(.)(.)%1%2", "<%1%2>"), ("hello"):gsub("(.)%1", "[%1%1]"))
-- expect: <xy>	he[ll]o	1
print((""):match("()%1"), ("1"):match("()1"), ("x1"):match("x()%1")) -- expect: nil	1	nil
print(("aab"):match("(a*)%1b"), ("aaab"):match("(a-)%1b"), ("ab"):match("(x*)a%1b")) -- expect: a	a	
print(("abcdefghijabc"):match("(.)(.)(.)(.)(.)(.)(.)(.)(.).%1%2%3")) -- expect: a	b	c	d	e	f	g	h	i
print(pcall(string.match, "aa", "%1")) -- expect: false	invalid capture index %1
print(pcall(string.match, "aa", "(a)%2")) -- expect: false	invalid capture index %2
print(pcall(string.match, "aa", "(a%1)")) -- expect: false	invalid capture index %1
print(pcall(string.match, "aa", "(a)%0")) -- expect: false	invalid capture index %0
