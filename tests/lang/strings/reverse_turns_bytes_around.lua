-- reverse works on bytes and takes numbers as their text.
print((""):reverse() == "", ("a"):reverse(), ("ab"):reverse(), ("abc"):reverse())
-- expect: true	a	ba	cba
print(("a\0b"):reverse():byte(1, -1)) -- expect: 98	0	97
print(string.reverse(123), string.reverse(1.5), string.reverse(-7)) -- expect: 321	5.1	7-
print(("never odd or even"):gsub(" ", ""):reverse()) -- expect: neveroddoreven
print(("\u{e9}"):reverse():byte(1, -1)) -- expect: 169	195
local s = ("0123456789"):rep(100)
print(s:reverse():sub(1, 12), s:reverse():reverse() == s, #s:reverse())
-- expect: 987654321098	true	1000
print(pcall(string.reverse))
-- expect: false	bad argument #1 to 'string.reverse' (string expected, got no value)
print(pcall(string.reverse, {}))
-- expect: false	bad argument #1 to 'string.reverse' (string expected, got table)
