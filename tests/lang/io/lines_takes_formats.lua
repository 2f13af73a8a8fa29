-- lines reads with several formats in each step, and stops at a nil in the first place.
local function put(text) io.open("l.txt", "w"):write(text):close() end
local function collect(...)
    local out = {}
    for a, b, c in io.lines("l.txt", ...) do
        out[#out + 1] = table.concat({tostring(a), tostring(b), tostring(c)}, "|"):gsub("\n", "N")
    end
    return table.concat(out, " ")
end
put("1 a\n2 b\n3 c")
print(collect("n", "l")) -- expect: 1| a|nil 2| b|nil 3| c|nil
print(collect("n", "L", 0)) -- expect: 1| aN| 2| bN| 3| c|nil
print(collect("l", "l")) -- expect: 1 a|2 b|nil 3 c|nil|nil
print(collect(1, 2, "l")) -- expect: 1| a| 2| b| 3| c|nil
print(collect("L")) -- expect: 1 aN|nil|nil 2 bN|nil|nil 3 c|nil|nil
print(collect(4)) -- expect: 1 aN|nil|nil 2 bN|nil|nil 3 c|nil|nil
put("1 2 x 3")
print(collect("n")) -- expect: 1|nil|nil 2|nil|nil
print(collect("n", "n")) -- expect: 1|2|nil
print(collect("*n", 1)) -- expect: 1| |nil 2| |nil
put("")
print(collect("l") == "", collect(1) == "", collect(0) == "", collect("n") == "")
-- expect: true	true	true	true
for text in io.lines("l.txt", "a") do print("[" .. text .. "]") break end -- expect: []
