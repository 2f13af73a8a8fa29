-- Each letter class matches its characters, the capital one all others.
local all = {}
for i = 0, 127 do all[#all + 1] = string.char(i) end
all = table.concat(all)
for class in ("acdglpsuwx"):gmatch(".") do
    print(class, select(2, all:gsub("%" .. class, "")),
    -- expect: a	52	76
    -- expect: c	33	95
    -- expect: d	10	118
    -- expect: g	94	34
    -- expect: l	26	102
    -- expect: p	32	96
    -- expect: s	6	122
    -- expect: u	26	102
    -- expect: w	62	66
    -- expect: x	22	106
        select(2, all:gsub("%" .. class:upper(), "")))
end
print(("[x]"):find("%["), ("a%b"):find("%%")) -- expect: 1	2	2
print(("k1 = v2"):match("^(%w+)%s*=%s*(%w+)$")) -- expect: k1	v2
