-- With a line buffer a text is seen up to its last newline.
-- skip torture: a save writes what waits
-- skip keep: a save writes what waits
local function seen() return (io.open("v.txt"):read("a"):gsub("\n", "N")) end
local file = io.open("v.txt", "w")
file:setvbuf("line")
file:write("one\ntwo")
print(seen()) -- expect: oneN
file:write("\nthree")
print(seen()) -- expect: oneNtwoN
file:close()
print(seen()) -- expect: oneNtwoNthree
