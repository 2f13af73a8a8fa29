-- The place of an error starts with the name that the chunk was loaded under.
local function message(text, name) return select(2, pcall(load(text, name))) end
print(message("error('E')", "=exact name")) -- expect: exact name:1: E
print(message("error('E')", "@file/name.lua")) -- expect: file/name.lua:1: E
print(message("error('E')")) -- expect: [string "error('E')"]:1: E
print(message("error('E')", "some text")) -- expect: [string "some text"]:1: E
print(message("\n\nerror('E')", "first line\nsecond line")) -- expect: [string "first line..."]:3: E
print(message("error('E')", "=")) -- expect: :1: E
print(message("error('E')", "")) -- expect: [string ""]:1: E
print((message("error('E')", "=" .. ("x"):rep(100))))
-- expect: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: E
print((message("error('E')", "@" .. ("path/"):rep(20) .. "end.lua")))
-- expect: ...ath/path/path/path/path/path/path/path/path/path/end.lua:1: E
print((message("error('E')", ("word "):rep(30))))
-- expect: [string "word word word word word word word word word ..."]:1: E
print((message("local t\nreturn\nt.x", "=chunk")))
-- expect: chunk:3: attempt to index a nil value (local 't')
print(select(2, load("x = ", "=chunk"))) -- expect: chunk:1: unexpected symbol near <eof>
