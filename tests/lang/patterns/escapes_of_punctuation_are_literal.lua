-- % before a character that is no letter or digit means the character.
local marks = "^$()%.[]*+-?!\"#&',/:;<=>@\\_`{|}~ "
local good = 0
for i = 1, #marks do
    local c = marks:sub(i, i)
    if ("a" .. c .. "b"):find("^a%" .. c .. "b$") then good = good + 1 end
    if ("a" .. c .. "b"):match("[%" .. c .. "]") == c then good = good + 1 end
end
print(good == 2 * #marks, good) -- expect: true	66
print(("a.b"):match("a%.b"), ("axb"):match("a%.b"), ("50%"):match("%d+%%")) -- expect: a.b	nil	50%
print(("%d"):match("%%d"), ("[x]"):match("%[(.-)%]"), ("a\0b"):match("a%\0b") == "a\0b")
-- expect: %d	x	true
print(("a-b"):match("a%-b"), ("f(x)"):match("%((.*)%)"), ("^"):match("%^"), ("$"):match("%$"))
-- expect: a-b	x	^	$
print(("q"):match("%q"), ("Y"):match("%Y"), ("e"):find("%e")) -- expect: q	Y	1	1
