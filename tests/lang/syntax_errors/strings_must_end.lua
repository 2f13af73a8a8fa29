-- A string must end on its line, a long one before the end of the text.
local function message(text) return (select(2, load(text, "=c"))) end
print(message("x = 'abc")) -- expect: c:1: unfinished string near <eof>
print(message("x = \"abc\ny = 1")) -- expect: c:1: unfinished string near '"abc'
print(message("x = 'abc\"")) -- expect: c:1: unfinished string near <eof>
print(message("x = 'abc\\")) -- expect: c:1: unfinished string near <eof>
print(message("x = 'abc\\z  ")) -- expect: c:1: unfinished string near <eof>
print(message("x = 'abc\\\n")) -- expect: c:2: unfinished string near <eof>
print(message("x = [[abc")) -- expect: c:1: unfinished long string (starting at line 1) near <eof>
print(message("x = [==[abc]]\n]=]\n"))
-- expect: c:3: unfinished long string (starting at line 1) near <eof>
print(message("\n\nx = [[\n\n"))
-- expect: c:5: unfinished long string (starting at line 3) near <eof>
print(message("x = [=abc]=]")) -- expect: c:1: invalid long string delimiter near '[='
print(message("x = [=")) -- expect: c:1: invalid long string delimiter near '[='
print(message("--[[ comment"))
-- expect: c:1: unfinished long comment (starting at line 1) near <eof>
print(message("x = 1\n\n--[=[ comment ]]\n"))
-- expect: c:4: unfinished long comment (starting at line 3) near <eof>
print(message("x = ''' .. y")) -- expect: c:1: unfinished string near <eof>
