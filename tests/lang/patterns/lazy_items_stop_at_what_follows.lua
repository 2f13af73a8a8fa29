-- An item with "-" takes as little as lets the rest match.
local text = ("x"):rep(300) .. "(a)" .. ("y"):rep(300) .. "(b)"
print(#text:match("^(.-)%("), #text:match("^(.-)%(b")) -- expect: 300	603
print(text:match("%((.-)%)"), text:match("y(%(.-%))$")) -- expect: a	(b)
print(text:find("x-(%()(.-)(%))")) -- expect: 1	303	(	a	)
print(text:find("[^y]-y")) -- expect: 1	304
print(text:find("x-z"), text:find(".-%f[b].")) -- expect: nil	1	605
print(("  a b  "):match("^%s*(.-)%s*$") .. "|") -- expect: a b|
