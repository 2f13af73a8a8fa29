-- ^ and $ are anchors at the ends of a pattern, and characters elsewhere.
print(("hello"):find("^h"), ("hello"):find("^e")) -- expect: 1	nil
print(("hello"):find("o$"), ("hello"):find("l$")) -- expect: 5	nil
print(("hello"):find("^hello$"), ("hello"):match("^$")) -- expect: 1	nil
print(("a^b"):find("a^b"), ("a$b"):find("a$b")) -- expect: 1	1	3
print(("hello"):find("^l", 3)) -- expect: 3	3
print(("aaa"):gsub("^a", "b")) -- expect: baa	1
print((" trim me  "):match("^%s*(.-)%s*$") .. "|") -- expect: trim me|
print(("x^y"):gsub("^x^", "z")) -- expect: zy	1
