-- Long texts and long lists of codes are worked on a part at a time.
-- torture: 4999
local text = ("aä€😀"):rep(30000)
print(#text, utf8.len(text), utf8.len(text, 300000), utf8.len(text .. "\xFF"))
-- expect: 300000	120000	nil	nil	300001
print(utf8.offset(text, 100000), utf8.offset(text, -100000), utf8.offset(text, 120002))
-- expect: 249997	50001	nil
local tail = ("\x80"):rep(300000)
print(utf8.offset("a" .. tail, 0), utf8.offset("a" .. tail, 0, 300001)) -- expect: 1	1
local codes = {utf8.codepoint(("αω"):rep(10000), 1, -1)}
local greek = utf8.char(table.unpack(codes))
print(#greek, utf8.len(greek), utf8.codepoint(greek, -2)) -- expect: 40000	20000	969
codes[19999] = -1
print(pcall(utf8.char, table.unpack(codes)))
-- expect: false	bad argument #19999 to 'utf8.char' (value out of range)
