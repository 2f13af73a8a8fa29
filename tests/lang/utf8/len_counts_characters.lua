-- utf8.len counts the characters that start within a range of bytes.
-- torture: 97
local text = "aä€😀z"
print(utf8.len(text), #text, utf8.len(""), utf8.len("\0\0")) -- expect: 5	11	0	2
print(utf8.len(text, 2), utf8.len(text, 4), utf8.len(text, 11), utf8.len(text, 12))
-- expect: 4	3	1	0
print(utf8.len(text, -1), utf8.len(text, -5), utf8.len(text, -11)) -- expect: 1	2	5
print(utf8.len(text, 1, 1), utf8.len(text, 1, 2), utf8.len(text, 1, 3), utf8.len(text, 1, 4))
-- expect: 1	2	2	3
print(utf8.len(text, 2, -2), utf8.len(text, 4, 2), utf8.len(text, 1, 0), utf8.len(text, 1, -12))
-- expect: 3	0	0	0
print(utf8.len("", 1), utf8.len("", 1, 0), utf8.len("", 1, -1)) -- expect: 0	0	0
print(utf8.len(12345), utf8.len("abc", "2"), utf8.len("abc", 2.0, "3")) -- expect: 5	2	2
print(utf8.len(("€"):rep(10000)), utf8.len(("€"):rep(10000), -3)) -- expect: 10000	1
