-- < and == compare strings byte by byte; a prefix is smaller.
print("a" < "b", "a" < "a", "a" <= "a", "b" > "a", "Z" < "a", "" < "a", "" <= "")
-- expect: true	false	true	true	true	true	true
print("abc" < "abd", "ab" < "abc", "abc" < "ab", "10" < "9", "a" < "B")
-- expect: true	true	false	true	false
print("a\0b" < "a\0c", "a\0" > "a", "a\0b" == "a\0b", "\0" < "\1", "a\0z" < "a\0")
-- expect: true	true	true	true	false
print(("x"):rep(100) == ("x"):rep(100), ("x"):rep(100) .. "a" < ("x"):rep(100) .. "b")
-- expect: true	true
print("1" == 1, "abc" == "ab" .. "c", "" == nil, not "") -- expect: false	true	false	false
local function say(f) print((select(2, pcall(f)):match("%d+: (.*)"))) end
say(function() return "1" < 2 end) -- expect: attempt to compare string with number
say(function() return 1 <= "2" end) -- expect: attempt to compare number with string
say(function() return "a" < {} end) -- expect: attempt to compare string with table
say(function() return nil > "a" end) -- expect: attempt to compare string with nil
local t = {"b", "a", "", "aa", "B", "10", "9", "a\0"}
table.sort(t)
print((table.concat(t, " "):gsub("%z", "0"))) -- expect:  10 9 B a a0 aa b
