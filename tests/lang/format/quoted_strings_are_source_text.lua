-- %q writes a string so that Lua reads it back, on one line but for newlines.
local f = string.format
local function show(s) return (f("%q", s):gsub("\n", "<newline>")) end
print(show(""), show("plain"), show('"'), show("'"), show("\\"), show("\\n"))
-- expect: ""	"plain"	"\""	"'"	"\\"	"\\n"
print(show("a\nb"), show("\r"), show("\t"), show("\0"), show("\27"), show("\127"))
-- expect: "a\<newline>b"	"\13"	"\9"	"\0"	"\27"	"\127"
print(show("\0001"), show("\0a"), show("\r2"), show("\r\n"), show("1\0012"))
-- expect: "\0001"	"\0a"	"\0132"	"\13\<newline>"	"1\0012"
print(#f("%q", "\x80\xff"), f("%q", "\x80\xff"):byte(1, -1)) -- expect: 4	34	128	255	34
local good = 0
for i = 0, 255 do
    for _, after in ipairs({"", "7", "x", "\n", '"'}) do
        local s = "a" .. string.char(i) .. after
        if load("return " .. f("%q", s))() == s then good = good + 1 end
    end
end
print(good) -- expect: 1280
local mixed = ("\0\1\2 \n\\\"'[[]]\r\n%q\200"):rep(20)
print(load("return " .. f("%q", mixed))() == mixed, f("%q %q", "a", "b")) -- expect: true	"a" "b"
print(pcall(f, "%5q", "x")) -- expect: false	specifier '%q' cannot have modifiers
print(pcall(f, "%.3q", "x")) -- expect: false	specifier '%q' cannot have modifiers
print(pcall(f, "%-q", "x")) -- expect: false	specifier '%q' cannot have modifiers
print(pcall(f, "%q")) -- expect: false	bad argument #2 to 'string.format' (no value)
