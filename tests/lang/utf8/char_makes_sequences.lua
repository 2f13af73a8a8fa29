-- utf8.char encodes a code in one to six bytes.
local function bytes(...) return table.concat({utf8.char(...):byte(1, -1)}, " ") end
print(bytes(0), bytes(0x7F)) -- expect: 0	127
print(bytes(0x80), bytes(0x7FF)) -- expect: 194 128	223 191
print(bytes(0x800), bytes(0xFFFF)) -- expect: 224 160 128	239 191 191
print(bytes(0x10000), bytes(0x10FFFF)) -- expect: 240 144 128 128	244 143 191 191
print(bytes(0x110000), bytes(0x1FFFFF)) -- expect: 244 144 128 128	247 191 191 191
print(bytes(0x200000), bytes(0x3FFFFFF)) -- expect: 248 136 128 128 128	251 191 191 191 191
print(bytes(0x4000000), bytes(0x7FFFFFFF))
-- expect: 252 132 128 128 128 128	253 191 191 191 191 191
print(utf8.char(72, 228, 8364, 0x1F600) == "H\u{E4}\u{20AC}\u{1F600}") -- expect: true
print(utf8.char(0xD800) == "\u{D800}", #utf8.char(0xDFFF)) -- expect: true	3
