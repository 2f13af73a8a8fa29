-- A line ends with a newline or the end of the file; l drops the newline, L keeps it.
local function lines(text, ...)
    local f, out = io.tmpfile(), {}
    f:write(text)
    f:seek("set")
    for line in f:lines(...) do out[#out + 1] = "[" .. line .. "]" end
    return (table.concat(out):gsub("%c", {["\n"] = "N", ["\r"] = "R", ["\0"] = "0"}))
end
print(lines("a\nb\n"), lines("a\nb\n", "L")) -- expect: [a][b]	[aN][bN]
print(lines("a\nb"), lines("a\nb", "L")) -- expect: [a][b]	[aN][b]
print(lines("\n\n"), lines("\n\n", "L"), lines("\n\n", "l")) -- expect: [][]	[N][N]	[][]
print(lines("\r\n\r", "L"), lines("x\0y\n\0", "L")) -- expect: [RN][R]	[x0yN][0]
print(lines(("x"):rep(5) .. "\n" .. ("y"):rep(5), 4), lines("abc", 1))
-- expect: [xxxx][xNyy][yyy]	[a][b][c]
print(lines("") == "", lines("", "L") == "", lines("", 1) == "") -- expect: true	true	true
local f = io.tmpfile()
f:write(("l"):rep(9000), "\n", ("m"):rep(4095), "\n", ("n"):rep(4096), "\n")
f:seek("set")
print(#f:read("l"), #f:read("L"), #f:read("l"), f:read("l")) -- expect: 9000	4096	4096	nil
