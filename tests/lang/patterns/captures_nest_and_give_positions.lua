-- Captures nest by their opening parentheses; () captures a position.
print(("2024-05-17"):match("(%d+)-(%d+)-(%d+)")) -- expect: 2024	05	17
print(("hello world"):match("((h)(e(l+))o)")) -- expect: hello	h	ell	ll
print(("hello"):match("()ll()")) -- expect: 3	5
print(("abc"):match("()", 4), ("abc"):match("()", 5)) -- expect: 4	nil
print(("key=val"):match("(%w+)=((%w)%w*)")) -- expect: key	val	v
print(("aXb"):gsub("()X()", "%1-%2")) -- expect: a2-3b	1
print(select("#", ("x"):match("x")), select("#", ("x"):match("()()()"))) -- expect: 1	3
