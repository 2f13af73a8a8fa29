-- A plain text is found wherever it stands, in short and in long texts.
for _, size in ipairs({0, 1, 254, 255, 256, 257, 5000}) do
    local text = ("ab"):rep(size) .. "aac"
    print(size, text:find("aac", 1, true), text:find("c", -1, true), text:find("aad", 1, true))
    -- expect: 0	1	3	nil
    -- expect: 1	3	5	nil
    -- expect: 254	509	511	nil
    -- expect: 255	511	513	nil
    -- expect: 256	513	515	nil
    -- expect: 257	515	517	nil
    -- expect: 5000	10001	10003	nil
end
print(("abc"):find("", 1, true), ("abc"):find("", 4, true), ("abc"):find("", 5, true))
-- expect: 1	4	nil
print(("a\0b"):find("\0b", 1, true), ("aaa"):find("aaaa", 1, true)) -- expect: 2	nil
