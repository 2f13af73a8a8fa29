-- Zeros and high bytes survive in elements and separators.
local t = {"a\0b", "\0", "", "\255"}
local s = table.concat(t, "\0\0")
print(#s, s == "a\0b\0\0\0\0\0\0\0\255", s:byte(-1)) -- expect: 11	true	255
print(#table.concat({"", "", ""}), #table.concat({"", "", ""}, ","), #table.concat({""}, ","))
-- expect: 0	2	0
local all = {}
for i = 0, 255 do all[i + 1] = string.char(i) end
local joined, good = table.concat(all), true
for i = 0, 255 do good = good and joined:byte(i + 1) == i end
print(#joined, good, #table.concat(all, "\r\n")) -- expect: 256	true	766
print(table.concat({"x"}, nil), table.concat({"x", "y"}, nil, nil, nil)) -- expect: x	xy
