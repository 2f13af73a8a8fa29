-- With utf8.offset a text is cut, reversed and indexed by characters.
local function sub(s, i, j)
    return s:sub(utf8.offset(s, i), (j == -1 and #s or utf8.offset(s, j + 1) - 1))
end
local function reverse(s)
    local out = {}
    for _, code in utf8.codes(s) do table.insert(out, 1, utf8.char(code)) end
    return table.concat(out)
end
local text = "größe €5 😀"
print(utf8.len(text), sub(text, 3, 4), sub(text, 7, 8), sub(text, -1, -1), sub(text, 1, 1))
-- expect: 10	öß	€5	😀	g
print(reverse(text), reverse(reverse(text)) == text) -- expect: 😀 5€ eßörg	true
print(utf8.codepoint(text, utf8.offset(text, 10))) -- expect: 128512
local upper = text:gsub(utf8.charpattern, {["ö"] = "Ö", ["ß"] = "ẞ"})
print(upper) -- expect: grÖẞe €5 😀
local counts = {}
for c in ("abäbä"):gmatch(utf8.charpattern) do counts[c] = (counts[c] or 0) + 1 end
print(counts.a, counts.b, counts["ä"]) -- expect: 1	2	2
