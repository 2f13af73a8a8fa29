-- %f[set] matches where the byte before is not in the set and the byte here is; both ends are \0.
print(("THE (quick) fox"):gsub("%f[%a]%a+%f[%A]", "<%0>")) -- expect: <THE> (<quick>) <fox>	3
print(("hello"):find("%f[%a]"), ("hello"):find("%f[%A]"), ("hello"):find("%f[%z]"))
-- expect: 1	6	6	5
print(("one two"):gsub("%f[%w]", "|"), ("one two"):gsub("%f[%W]", "|"))
-- expect: |one |two	one| two|	2
print(("foobar foo"):gsub("%f[%w]foo%f[%W]", "X"), ("foo"):match("%f[%w]%w+%f[%W]"))
-- expect: foobar X	foo
print((""):find("%f[%z]"), (""):find("%f[%Z]"), (""):find("%f[^%z]"), ("a"):find("%f[a]"))
-- expect: nil	nil	nil	1	0
print(("aab"):find("%f[b]"), ("12 34"):match("%f[%d]%d+$"), ("x1y2"):gsub("%f[%d]", "-"))
-- expect: 3	34	x-1y-2	2
print(("a b"):gsub("%f[%S]", "."), ("[x]"):find("%f[]]"), ("a^"):find("%f[%^]"))
-- expect: a .b	3	2	1
print(("THE END"):gsub("%f[%a]%a", string.lower), ("x"):gsub("%f[x]", "%0y"))
-- expect: tHE eND	yx	1
