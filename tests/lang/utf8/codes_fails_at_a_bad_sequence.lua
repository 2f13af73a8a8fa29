-- utf8.codes raises an error at the first bytes that are no character.
local function collect(text, lax)
    local codes = {}
    local ok, message = pcall(function()
        for place, code in utf8.codes(text, lax) do codes[#codes + 1] = place .. "=" .. code end
    end)
    return table.concat(codes, " "), ok, message
end
print(collect("ok")) -- expect: 1=111 2=107	true	nil
print(collect("ab\xFF"))
-- expect: 1=97 2=98	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("\xE2\x82"))
-- expect: 	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("a\xC3"))
-- expect: 1=97	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("a\xC3b"))
-- expect: 1=97	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("\xC0\x80"))
-- expect: 	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("a\xED\xA0\x80"))
-- expect: 1=97	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("a\xF4\x90\x80\x80"))
-- expect: 1=97	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
print(collect("a\xED\xA0\x80", true)) -- expect: 1=97 2=55296	true	nil
print(collect("a\xF4\x90\x80\x80", true)) -- expect: 1=97 2=1114112	true	nil
print(collect("a\xFD\xBF\xBF\xBF\xBF\xBF", true)) -- expect: 1=97 2=2147483647	true	nil
print(collect("a\xFE\xBF\xBF\xBF\xBF\xBF\xBF", true))
-- expect: 1=97	false	codes_fails_at_a_bad_sequence.lua:5: invalid UTF-8 code
