-- The iterator of utf8.codes only needs the text and the last position.
local iterator, text, start = utf8.codes("xäy")
print(type(iterator), text, start, select("#", utf8.codes("xäy")))
-- expect: function	xäy	0	3
print(iterator(text, 0)) -- expect: 1	120
print(iterator(text, 1)) -- expect: 2	228
print(iterator(text, 2)) -- expect: 4	121
print(iterator("other", 4)) -- expect: 5	114
print(select("#", iterator(text, 4)), iterator(text, 4)) -- expect: 0
print(select("#", iterator(text, 100))) -- expect: 0
local other = utf8.codes("")
print(other == iterator, utf8.codes("", true) == iterator) -- expect: true	false
