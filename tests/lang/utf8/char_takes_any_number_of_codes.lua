-- utf8.char joins its arguments, be they none or very many.
print(#utf8.char(), utf8.char() == "", utf8.char(65), utf8.char(65, 66, 67))
-- expect: 0	true	A	ABC
local codes = {}
for i = 1, 1000 do codes[i] = 0x4E00 + i end
local text = utf8.char(table.unpack(codes))
print(#text, utf8.len(text), utf8.codepoint(text, 1), utf8.codepoint(text, -3))
-- expect: 3000	1000	19969	20968
print(utf8.char("65", 66.0, "0x43"), utf8.char(0, 65):byte(1, -1)) -- expect: ABC	0	65
print(#utf8.char(97, 0x3B1, 0x4E2D, 0x1F40D)) -- expect: 10
