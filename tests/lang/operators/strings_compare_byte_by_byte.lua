-- Strings are ordered by their bytes; zeros are bytes like others; a prefix comes first.
print("a" < "b", "a" < "A", "A" < "a", "a" < "aa", "" < "a", "" < "", "" <= "")
-- expect: true	false	true	true	true	false	true
print("a\0b" < "a\0c", "a\0b" > "a", "a\0" < "a\0\0", "\0" < "\1", "\0\0" <= "\0", "a\0z" < "b")
-- expect: true	true	true	true	false	true
print("10" < "9", "10" < "1a", "Z" < "a", "a" < "\127", "abc" >= "abc", "abc" > "abb")
-- expect: true	true	true	true	true	true
print("abc" == "abc", "abc" == "abc\0", "a\0b" == "a\0b", "a\0b" == "a\0c", "x" ~= "y")
-- expect: true	false	true	false	true
local long = ("x"):rep(1000)
print(long < long .. "a", long .. "a" < long .. "b", long .. "\0" > long, long == ("x"):rep(1000))
-- expect: true	true	true	true
local words = {"banana", "apple", "", "cherry", "app", "apple\0", "Apple", "banan"}
table.sort(words)
print((table.concat(words, ","):gsub("\0", "0")))
-- expect: ,Apple,app,apple,apple0,banan,banana,cherry
print(pcall(function() return "1" < 1 end))
-- expect: false	strings_compare_byte_by_byte.lua:17: attempt to compare string with number
print("a" < "b" == true, not ("a" < "b"), "b" > "a" and "yes" or "no") -- expect: true	false	yes
