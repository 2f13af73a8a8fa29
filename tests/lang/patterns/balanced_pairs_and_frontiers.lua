-- %b() matches balanced pairs, %f[set] the borders of a set.
print(("f(a(b)c)d)"):match("%b()")) -- expect: (a(b)c)
print(("((a)"):match("%b()"), ("x"):match("%b()")) -- expect: (a)	nil
print(("[[x]"):match("%b[]"), ("''"):match("%b''")) -- expect: [x]	''
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]")) -- expect: 1	3
print(("THE (quick) fox"):gsub("%f[%a]%a+", string.lower)) -- expect: the (quick) fox	3
print(("hello world"):gsub("%f[%w]%w", string.upper)) -- expect: Hello World	2
print(("end"):find("%f[%z]"), ("x"):find("%f[%z]")) -- expect: 4	2	1
print(("if iffy if"):gsub("%f[%w]if%f[%W]", "IF")) -- expect: IF iffy IF	2
