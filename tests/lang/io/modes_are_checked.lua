-- io.open takes r, w or a, then perhaps +, then perhaps b, and nothing else.
io.open("m.txt", "w"):close()
local good, bad = {}, {}
for _, mode in ipairs({"r", "w", "a", "r+", "w+", "a+", "rb", "wb", "ab", "r+b", "w+b", "a+b",
        "", "b", "+", "x", "rw", "rx", "rb+", "r++", "+r", "br", "R", "r ", " r", "rt", "wx"}) do
    local ok, result = pcall(io.open, "m.txt", mode)
    if ok and io.type(result) == "file" then
        good[#good + 1] = mode
        result:close()
    else
        bad[#bad + 1] = "'" .. mode .. "'"
    end
end
print(table.concat(good, " ")) -- expect: r w a r+ w+ a+ rb wb ab r+b w+b a+b
print(table.concat(bad, " "))
-- expect: '' 'b' '+' 'x' 'rw' 'rx' 'rb+' 'r++' '+r' 'br' 'R' 'r ' ' r' 'rt' 'wx'
print(pcall(io.open, "m.txt", "rw")) -- expect: false	bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.open, "m.txt", {}))
-- expect: false	bad argument #2 to 'io.open' (string expected, got table)
print(pcall(io.open, "absent.txt", "q"))
-- expect: false	bad argument #2 to 'io.open' (invalid mode)
print(io.type(io.open("m.txt", nil)), select(2, pcall(function() io.open("m.txt", 1) end)))
-- expect: file	modes_are_checked.lua:22: bad argument #2 to 'open' (invalid mode)
