-- %q writes a literal that Lua reads back as the same value.
local function same(v)
    local back = load("return " .. string.format("%q", v))()
    return back == v and math.type(back) == math.type(v)
end
print(string.format("%q", 'a "quoted" \\ text')) -- expect: "a \"quoted\" \\ text"
print(string.format("%q", "tab\tzero\0one\0011\r")) -- expect: "tab\9zero\0one\0011\13"
print((string.format("%q", "two\nlines"):gsub("\n", "<newline>"))) -- expect: "two\<newline>lines"
print(same("any\n\r\0\"\\\200text"), same(42), same(-1), same(math.mininteger))
-- expect: true	true	true	true
print(same(0.1), same(1e300), same(-0.0), same(2.0 ^ 53), same(1 / 0), same(-1 / 0))
-- expect: true	true	true	true	true	true
print(string.format("%q %q %q %q", 1, nil, true, false)) -- expect: 1 nil true false
print(string.format("%q %q", 0.5, 255)) -- expect: 0x1p-1 255
print(pcall(string.format, "%q", {}))
-- expect: false	bad argument #2 to 'string.format' (value has no literal form)
print(pcall(string.format, "%10q", "x")) -- expect: false	specifier '%q' cannot have modifiers
