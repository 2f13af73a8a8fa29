-- string.find gives the first and last position, then the captures.
print(("hello world"):find("wor")) -- expect: 7	9
print(("hello world"):find("o", 6)) -- expect: 8	8
print(("hello world"):find("(o)(.)")) -- expect: 5	6	o	 
print(("hello"):find("xyz")) -- expect: nil
print(("hello"):find("")) -- expect: 1	0
print(("hello"):find("", 6), ("hello"):find("", 7)) -- expect: 6	nil
print(("hello"):find("l+")) -- expect: 3	4
print(("a.b"):find(".", 1, true), ("a.b"):find("%.")) -- expect: 2	2	2
print(("a+b"):find("+", 1, true)) -- expect: 2	2
print(("hello"):find("l", -2)) -- expect: 4	4
