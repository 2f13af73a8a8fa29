-- A wrong escape stops the compiler, which shows the text up to the wrong character.
local function message(text) return (select(2, load(text, "=c"))) end
print(message([[x = "\q"]])) -- expect: c:1: invalid escape sequence near '"\q'
print(message([[x = "abc\xg1"]])) -- expect: c:1: hexadecimal digit expected near '"abc\xg'
print(message([[x = "abc\x1"]])) -- expect: c:1: hexadecimal digit expected near '"abc\x1"'
print(message([[x = "\256"]])) -- expect: c:1: decimal escape too large near '"\256"'
print(message([[x = "\300 more"]])) -- expect: c:1: decimal escape too large near '"\300 '
print(message([[x = "\u{110000000}"]])) -- expect: c:1: UTF-8 value too large near '"\u{110000000'
print(message([[x = "\u{}"]])) -- expect: c:1: hexadecimal digit expected near '"\u{}'
print(message([[x = "\u41"]])) -- expect: c:1: missing '{' near '"\u4'
print(message([[x = "\u{41"]])) -- expect: c:1: missing '}' near '"\u{41"'
print(message([[x = "\u{4G}"]])) -- expect: c:1: missing '}' near '"\u{4G'
print(message('x = "\\')) -- expect: c:1: unfinished string near <eof>
print(message("x = '\\8a\\9b\\099c' return"), load("return '\\8a' == '\\008a'")())
-- expect: nil	true
