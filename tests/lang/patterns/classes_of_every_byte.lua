-- Each class holds the same bytes as in the C locale; bytes above 127 are in no letter class.
local all = {}
for i = 0, 255 do all[i + 1] = string.char(i) end
all = table.concat(all)
local function ranges(class)
    local parts, from = {}, nil
    for i = 0, 256 do
        local is_in = i < 256 and all:sub(i + 1, i + 1):find(class) ~= nil
        if is_in and not from then from = i end
        if not is_in and from then
            parts[#parts + 1] = from == i - 1 and from or from .. "-" .. i - 1
            from = nil
        end
    end
    return table.concat(parts, " ")
end
for class in ("acdglpsuwxz"):gmatch(".") do print(class, ranges("%" .. class)) end
-- expect: a	65-90 97-122
-- expect: c	0-31 127
-- expect: d	48-57
-- expect: g	33-126
-- expect: l	97-122
-- expect: p	33-47 58-64 91-96 123-126
-- expect: s	9-13 32
-- expect: u	65-90
-- expect: w	48-57 65-90 97-122
-- expect: x	48-57 65-70 97-102
-- expect: z	0
for class in ("ADSW"):gmatch(".") do print(class, ranges("%" .. class)) end
-- expect: A	0-64 91-96 123-255
-- expect: D	0-47 58-255
-- expect: S	0-8 14-31 33-255
-- expect: W	0-47 58-64 91-96 123-255
print(".", ranges(".")) -- expect: .	0-255
print("[%s%d]", ranges("[%s%d]")) -- expect: [%s%d]	9-13 32 48-57
print("[^%w%c]", ranges("[^%w%c]")) -- expect: [^%w%c]	32-47 58-64 91-96 123-126 128-255
