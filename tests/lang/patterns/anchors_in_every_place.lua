-- ^ is an anchor only at the start of the pattern, $ only at its end.
print(("abc"):find("^"), ("abc"):find("$"), ("abc"):find("^$"), (""):find("^$"))
-- expect: 1	4	nil	1	0
print(("a^b$c"):find("a^b$c"), ("^a"):find("%^a"), ("a$"):find("a%$$"), ("$a"):find("^$a"))
-- expect: 1	1	1	1	2
print(("a^b"):match("(a^)"), ("x$y"):match("x$(.)"), ("ab"):match("(^a)"), ("^a"):match("(^a)"))
-- expect: a^	y	nil	^a
print(("a\nb"):match("^b"), ("a\nb"):match("a$"), ("a\nb"):match("^(.*)$") == "a\nb")
-- expect: nil	nil	true
print(("hello"):gsub("^", ">"), ("hello"):gsub("$", "<"), ("hello"):gsub("^h", "j"))
-- expect: >hello	hello<	jello	1
print(("aaa"):gsub("^a", "b"), ("aaa"):gsub("a$", "b"), (""):gsub("^$", "empty"))
-- expect: baa	aab	empty	1
print(("^^"):match("^^"), ("^^"):match("^^^"), ("$$"):match("$$"), ("^"):find("[%^]"))
-- expect: ^	^^	$	1	1
