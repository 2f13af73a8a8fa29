-- match gives the captures of the place that find tells.
local cases = {
    {"hello world", "o w"}, {"hello", "(l)(l)"}, {"hello", "l*"}, {"k = v", "(%w)%s*=%s*(%w)"},
    {"  trim  ", "^%s*(.-)%s*$"}, {"path/to/file.lua", "([^/]+)%.(%w+)$"}, {"2+2", "%d()%+"},
    {"", ""}, {"aaa", "^(a-)(a*)$"}, {"x", "y"},
}
for _, case in ipairs(cases) do
    local s, pattern = case[1], case[2]
    local found, matched = table.pack(s:find(pattern)), table.pack(s:match(pattern))
    local same = found.n == 1 and matched[1] == nil
    if found.n == 2 then same = s:sub(found[1], found[2]) == matched[1] end
    if found.n > 2 then
        same = found.n == matched.n + 2
        for i = 1, matched.n do same = same and found[i + 2] == matched[i] end
    end
    io.write(tostring(same), ":", found.n, " ")
end
print(".") -- expect: true:2 true:4 true:2 true:4 true:3 true:4 true:3 true:2 true:4 true:1 .
print(("hello"):match("l", -2), ("hello"):match("(h)", 2), ("hello"):match("()l+()", 3))
-- expect: l	nil	3	5
print(string.match(12345, 34), string.match("a1", "%d") + 1, string.find(1.5, ".", 1, true))
-- expect: 34	2	2	2
print(pcall(string.match, "x"))
-- expect: false	bad argument #2 to 'string.match' (string expected, got no value)
print(pcall(string.match))
-- expect: false	bad argument #1 to 'string.match' (string expected, got no value)
print(pcall(string.match, "x", {}))
-- expect: false	bad argument #2 to 'string.match' (string expected, got table)
print(pcall(string.match, "x", "x", "y"))
-- expect: false	bad argument #3 to 'string.match' (number expected, got string)
