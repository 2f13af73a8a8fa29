-- string.rep repeats a string, with a separator between the copies.
-- torture: 3
print(("ab"):rep(3)) -- expect: ababab
print(("ab"):rep(3, ", ")) -- expect: ab, ab, ab
print("[" .. ("ab"):rep(0) .. "]", "[" .. ("ab"):rep(-1) .. "]") -- expect: []	[]
print(("x"):rep(1, "never seen")) -- expect: x
print(#("abc"):rep(1000), #("abc"):rep(1000, "--")) -- expect: 3000	4998
print((""):rep(1e9) == "", (""):rep(3, "-")) -- expect: true	--
local long = ("0123456789"):rep(5000, "/")
print(#long, long:sub(1, 15), long:sub(-12), long:sub(27495, 27510))
-- expect: 54999	0123456789/0123	9/0123456789	56789/0123456789
print(pcall(string.rep, "abc", 1 << 62)) -- expect: false	resulting string too large
print(pcall(string.rep, "x", math.maxinteger, "yy")) -- expect: false	resulting string too large
