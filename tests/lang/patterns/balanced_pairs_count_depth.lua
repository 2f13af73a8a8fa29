-- %bxy matches from x to the y that closes it.
print(("a(b(c)d)e"):match("%b()"), ("((a)"):match("%b()"), (")("):match("%b()"))
-- expect: (b(c)d)	(a)	nil
print(("[a[b]c][d]"):gsub("%b[]", "X"), ("{}{{}}"):gsub("%b{}", "%0,")) -- expect: XX	{},{{}},	2
print(("'a' 'b'"):match("%b''"), ("xx"):match("%bxx"), ("xax"):match("%bxx"), ("x"):match("%bxx"))
-- expect: 'a'	xx	xax	nil
print(("f(a, g(b), c) + h(d)"):match("(%w+)(%b())"), ("if (x) then"):match("%b()")) -- expect: f	(x)
print(("begin x end"):match("%bbd"), ("<a<b>c>"):match("^<.*>$"), ("\0a\1"):match("%b\0\1") ~= nil)
-- expect: begin x end	<a<b>c>	true
print(("(()"):find("%b()"), ("(()"):find("%b()", 3), ("%b()"):match("%%b%b()"))
-- expect: 2	nil	%b()
print(("(a)(b)"):gsub("%b()", function(s) return "[" .. s:sub(2, -2) .. "]" end))
-- expect: [a][b]	2
local deep = ("("):rep(500) .. ("x") .. (")"):rep(500)
print(#deep:match("%b()"), deep:match("%b()") == deep, #deep:match("%b()", 2))
-- expect: 1001	true	999
