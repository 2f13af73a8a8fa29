-- %1 in a pattern matches what the capture matched.
print(([[say "it's" now]]):match([[(["'])(.-)%1]])) -- expect: "	it's
print(("abcabc"):match("^(%w+)%1$")) -- expect: abc
print(("abcabd"):match("^(%w+)%1$")) -- expect: nil
print(("hello llama"):find("(l)%1")) -- expect: 3	4	l
print(("aa bb cd"):gsub("(%w)%1", "<%1>")) -- expect: <a> <b> cd	2
print(("==[[x]]=="):match("(=*)%[%[(.-)%]%]%1")) -- expect: ==	x
print(("()"):match("()%1")) -- expect: nil
print(pcall(string.match, "aa", "(a%1)")) -- expect: false	invalid capture index %1
