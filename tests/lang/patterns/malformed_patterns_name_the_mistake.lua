-- A malformed pattern is an error, with a place when Lua code made the call.
local function say(...) print((select(2, pcall(...)))) end
say(string.find, "a", "[") -- expect: malformed pattern (missing ']')
say(string.find, "a", "[^") -- expect: malformed pattern (missing ']')
say(string.find, "a", "[]") -- expect: malformed pattern (missing ']')
say(string.find, "a", "[^]") -- expect: malformed pattern (missing ']')
say(string.find, "a", "[a-") -- expect: malformed pattern (missing ']')
say(string.find, "a", "[%") -- expect: malformed pattern (missing ']')
say(string.match, "a", "a%") -- expect: malformed pattern (ends with '%')
say(string.match, "ab", "%bx") -- expect: malformed pattern (missing arguments to '%b')
say(string.match, "a", "a%f") -- expect: missing '[' after '%f' in pattern
say(string.match, "a", "%fa") -- expect: missing '[' after '%f' in pattern
say(string.match, "a", "(()") -- expect: unfinished capture
say(string.gsub, "a", ")", "") -- expect: invalid pattern capture
say(string.gsub, "a", "(a", "%1") -- expect: unfinished capture
say(string.gsub, "a", "a)", "x") -- expect: invalid pattern capture
say(function() return ("a"):gsub("[", "") end)
-- expect: malformed_patterns_name_the_mistake.lua:17: malformed pattern (missing ']')
say(function() for _ in ("a"):gmatch("%") do end end)
-- expect: malformed_patterns_name_the_mistake.lua:19: malformed pattern (ends with '%')
say(string.gmatch("a", "[")) -- expect: malformed pattern (missing ']')
print(("b"):find("a["), pcall(string.find, "a", "a["), ("b"):match("a)")) -- expect: nil	false	nil
