-- Subject, pattern, template and set may hold the byte zero.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(("a\0b\0c"):find("\0"), ("a\0b\0c"):find("\0", 3), ("a\0b"):find("b"), ("a\0b"):find("\0b"))
-- expect: 2	4	3	2	3
print(hex(("a\0b"):match(".\0")), hex(("a\0\0b"):match("\0+")), hex(("a\0b"):match("[\0]b")))
-- expect: 6100	0000	0062
print(hex((("a\0b"):gsub("\0", "x"))), hex((("axb"):gsub("x", "\0")))) -- expect: 617862	610062
print(hex((("axb"):gsub("x", "%0\0")))) -- expect: 61780062
print(("a\0b"):match("^a.b$") == "a\0b", ("\0\1\2"):find("[\1-\2]"), ("a\0"):find("%z"))
-- expect: true	2	2	2
print(hex(("x\0y\0z"):match("(%Z+)%z(%Z+)")), select(2, ("a\0b\0"):gsub("%z", "%%")))
-- expect: 78	2
local parts = {}
for part in ("one\0two\0\0three"):gmatch("[^\0]*") do parts[#parts + 1] = #part end
print(table.concat(parts, " ")) -- expect: 3 3 0 5
print(hex((("\0a\0"):gsub("%a", {a = "\0\0"}))), ("\0" .. "1"):match("\0(%d)"))
-- expect: 00000000	1
