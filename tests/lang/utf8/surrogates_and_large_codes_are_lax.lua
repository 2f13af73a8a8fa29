-- Surrogates and codes above 10FFFF are only accepted with the lax argument.
for _, code in ipairs({0xD7FF, 0xD800, 0xDFFF, 0xE000, 0x10FFFF, 0x110000, 0x7FFFFFFF}) do
    local text = utf8.char(code)
    print(#text, utf8.len(text), utf8.len(text, 1, -1, true),
          (pcall(utf8.codepoint, text)), utf8.codepoint(text, 1, 1, true) == code)
    -- expect: 3	1	1	true	true
    -- expect: 3	nil	1	false	true
    -- expect: 3	nil	1	false	true
    -- expect: 3	1	1	true	true
    -- expect: 4	1	1	true	true
    -- expect: 4	nil	1	false	true
    -- expect: 6	nil	1	false	true
end
print(utf8.len("a\u{D800}b")) -- expect: nil	2
print(utf8.len("a\u{D800}b", 1, -1, true), utf8.len("a\u{D800}b", 1, -1, false))
-- expect: 3	nil	2
print(utf8.len("a\u{D800}b", 1, -1, 0), utf8.len("a\u{D800}b", 1, -1, nil)) -- expect: 3	nil	2
print(pcall(utf8.codepoint, "\u{110000}", 1, 1, false)) -- expect: false	invalid UTF-8 code
print(utf8.codepoint("\u{110000}", 1, 1, "yes")) -- expect: 1114112
