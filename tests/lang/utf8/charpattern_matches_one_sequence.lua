-- utf8.charpattern matches one byte sequence of a valid text.
print(utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*", #utf8.charpattern) -- expect: true	14
local lengths = {}
for c in ("aä€😀\0z"):gmatch(utf8.charpattern) do lengths[#lengths + 1] = #c end
print(table.concat(lengths, " ")) -- expect: 1 2 3 4 1 1
print(("x€y"):find(utf8.charpattern, 2)) -- expect: 2	4
print(("x€y"):find(utf8.charpattern, 3)) -- expect: 5	5
print((("naïve"):gsub(utf8.charpattern, function(c) return #c > 1 and "?" or nil end)))
-- expect: na?ve
print(("äöü"):match("^" .. utf8.charpattern) == "ä", (""):match(utf8.charpattern))
-- expect: true	nil
print(select(2, ("日本語"):gsub(utf8.charpattern, ""))) -- expect: 3
