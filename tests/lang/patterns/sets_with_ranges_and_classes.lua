-- A set in brackets holds characters, ranges and classes; ^ complements it.
print(("x=0x1F;"):match("0x[%da-fA-F]+")) -- expect: 0x1F
print(("hello123"):match("[^%d]+")) -- expect: hello
print(("a-b]c^d"):match("[%-]"), ("a-b]c"):match("[]]"), ("c^d"):match("[d^]")) -- expect: -	]	^
print(("abc"):match("[a-]+"), ("a-c"):match("[a-]+"), ("-a"):match("[-a]+")) -- expect: a	a-	-a
print(("[[]]"):match("[[]+"), ("[[]]"):match("[]]+")) -- expect: [[	]]
print(("\n\t x"):match("[%s]+x") ~= nil) -- expect: true
print(("abc]"):match("[^]]+")) -- expect: abc
print(("50%"):match("[%d%%]+"), ("\\x"):match("[\\x]+")) -- expect: 50%	\x
