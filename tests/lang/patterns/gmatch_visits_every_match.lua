-- string.gmatch gives an iterator over all matches, with their captures.
for word in ("one two  three"):gmatch("%a+") do
    print(word)
    -- expect: one
    -- expect: two
    -- expect: three
end
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do
    print(k, v)
    -- expect: a	1
    -- expect: b	2
end
local positions = {}
for p in ("abc"):gmatch("()") do positions[#positions + 1] = p end
print(table.concat(positions, " ")) -- expect: 1 2 3 4
local empty = {}
for m in ("a,b,,c"):gmatch("[^,]*") do empty[#empty + 1] = "<" .. m .. ">" end
print(table.concat(empty)) -- expect: <a><b><><c>
print(("x^y"):gmatch("^x")(), ("^x"):gmatch("^x")()) -- expect: nil	^x
