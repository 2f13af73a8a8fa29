-- Empty lines count; a last line needs no newline.
local function lines_of(text)
    local file = io.open("e.txt", "w")
    file:write(text)
    file:close()
    local out = {}
    for line in io.lines("e.txt") do out[#out + 1] = "[" .. line .. "]" end
    return table.concat(out)
end
print(lines_of("") == "") -- expect: true
print(lines_of("\n")) -- expect: []
print(lines_of("a\n\nb")) -- expect: [a][][b]
print(lines_of("a\r\nb\n"):gsub("\r", "R")) -- expect: [aR][b]	1
print(lines_of("\0x\0\n\0"):gsub("\0", "0")) -- expect: [0x0][0]	3
print(lines_of("no newline")) -- expect: [no newline]
