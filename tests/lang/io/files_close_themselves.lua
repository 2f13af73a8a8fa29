-- A file in a <close> variable is closed when its block ends, also by an error.
local kept
do
    local file <close> = io.open("c.txt", "w")
    kept = file
    file:write("text")
end
print(io.type(kept), io.open("c.txt"):read("a")) -- expect: closed file	text
print(pcall(function() -- expect: false	stop
    local file <close> = io.open("c.txt")
    kept = file
    error("stop", 0)
end))
print(io.type(kept)) -- expect: closed file
for line in io.lines("c.txt") do
    print(line) -- expect: text
    break
end
local iterator, _, _, file = io.lines("c.txt")
print(io.type(file), iterator(), iterator(), io.type(file)) -- expect: file	text	nil	closed file
print(getmetatable(kept).__name) -- expect: FILE*
