-- A malformed pattern raises an error that says what is wrong.
local function message(...) return select(2, pcall(...)) end
print(message(string.find, "a", "%")) -- expect: malformed pattern (ends with '%')
print(message(string.find, "a", "[a")) -- expect: malformed pattern (missing ']')
print(message(string.find, "a", "[a%")) -- expect: malformed pattern (missing ']')
print(message(string.find, "a", "%b")) -- expect: malformed pattern (missing arguments to '%b')
print(message(string.find, "ab", "%f")) -- expect: missing '[' after '%f' in pattern
print(message(string.find, "a", "(a")) -- expect: unfinished capture
print(message(string.match, "a", "a)")) -- expect: invalid pattern capture
print(message(string.find, "a", "%1")) -- expect: invalid capture index %1
print(message(string.match, "a", ("()"):rep(33))) -- expect: too many captures
print(message(string.gsub, "a", "a", "%2")) -- expect: invalid capture index %2
print(message(string.gsub, "a", "a", "%x")) -- expect: invalid use of '%' in replacement string
print(message(string.gsub, "a", "a", true))
-- expect: bad argument #3 to 'string.gsub' (string/function/table expected, got boolean)
