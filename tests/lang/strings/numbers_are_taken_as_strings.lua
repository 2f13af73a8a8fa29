-- Where a string is expected a number is taken as its text.
print(string.len(123)) -- expect: 3
print(string.rep(1, 3)) -- expect: 111
print(string.upper(1.5)) -- expect: 1.5
print(string.reverse(-120)) -- expect: 021-
print(string.find(1234, 23)) -- expect: 2	3
print(string.sub(98765, 2, 3)) -- expect: 87
print(string.gsub(1001, 0, 5)) -- expect: 1551	2
print(string.format(12, 1)) -- expect: 12
