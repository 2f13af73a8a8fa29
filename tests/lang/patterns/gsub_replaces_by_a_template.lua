-- In a replacement string %0 is the match, %1 a capture, %% a percent sign.
print(("hello world"):gsub("o", "0")) -- expect: hell0 w0rld	2
print(("hello world"):gsub("o", "0", 1)) -- expect: hell0 world	1
print(("hello"):gsub("", "-")) -- expect: -h-e-l-l-o-	6
print(("abc"):gsub("%w", "%0%0")) -- expect: aabbcc	3
print(("hello world"):gsub("(%w+) (%w+)", "%2 %1")) -- expect: world hello	1
print(("50"):gsub("%d+", "%0%%")) -- expect: 50%	1
print(("abc"):gsub("b", "%1")) -- expect: abc	1
print(("abc"):gsub("x", "y")) -- expect: abc	0
print(("abc"):gsub("", "", 2)) -- expect: abc	2
print(("abc d"):gsub("%w*", "x")) -- expect: x x	2
print(("aaa"):gsub("a", "b", 0), ("aaa"):gsub("a", "b", -1)) -- expect: aaa	aaa	0
