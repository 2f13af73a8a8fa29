-- %% is a percent sign; every other conversion takes the next argument.
local f = string.format
print(f("%%"), f("%%%%"), f("100%%"), f("%d%%", 50), f("%%d"), f("%%%d", 5), f("%d%%%d", 1, 2))
-- expect: %	%%	100%	50%	%d	%5	1%2
print(f(""), f("plain", "unused"), f("%s", "%d"), f("\0%d\0", 1):byte(1, -1))
-- expect: 	plain	%d	0	49	0
print(f("%s%s%s", 1, nil, "x"), f("%s", nil), select("#", f("%s", 1))) -- expect: 1nilx	nil	1
local ones = {}
for i = 1, 100 do ones[i] = i % 10 end
print(f(12), f(1.5), ("%s-%s"):format("a", "b"), #f(("%d,"):rep(100), table.unpack(ones)))
-- expect: 12	1.5	a-b	200
