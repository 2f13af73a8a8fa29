-- A code written in more bytes than it needs is wrong, also for the lax functions.
local overlong = {
    "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
    "\xF0\x8F\xBF\xBF", "\xF8\x80\x80\x80\x80", "\xF8\x87\xBF\xBF\xBF",
    "\xFC\x80\x80\x80\x80\x80", "\xFC\x83\xBF\xBF\xBF\xBF",
}
for _, text in ipairs(overlong) do
    print(#text, utf8.len(text), utf8.len(text, 1, -1, true),
          (pcall(utf8.codepoint, text, 1, 1, true)))
    -- expect: 2	nil	nil	false
    -- expect: 2	nil	nil	false
    -- expect: 3	nil	nil	false
    -- expect: 3	nil	nil	false
    -- expect: 4	nil	nil	false
    -- expect: 4	nil	nil	false
    -- expect: 5	nil	nil	false
    -- expect: 5	nil	nil	false
    -- expect: 6	nil	nil	false
    -- expect: 6	nil	nil	false
end
local shortest = {"\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80", "\xF8\x88\x80\x80\x80"}
for _, text in ipairs(shortest) do
    print(#text, utf8.len(text, 1, -1, true), utf8.codepoint(text, 1, 1, true))
    -- expect: 2	1	128
    -- expect: 3	1	2048
    -- expect: 4	1	65536
    -- expect: 5	1	2097152
end
