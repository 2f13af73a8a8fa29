-- A pipe that is closed by its block waits for the end of the command.
-- skip torture: a running command is no part of a snapshot
local pipe
do
    local writer <close> = io.popen("cat > out.txt && echo end >> out.txt", "w")
    writer:write("text ")
    pipe = writer
end
print(io.type(pipe), io.open("out.txt"):read("a")) -- expect: closed file	text end
-- expect:
do
    local reader <close> = io.popen("cat out.txt; exit 3")
    print(reader:read("l")) -- expect: text end
end
print(select("#", getmetatable(pipe).__gc(pipe))) -- expect: 0
print(select("#", getmetatable(pipe).__close(io.popen("exit 2")))) -- expect: 0
print(pcall(getmetatable(pipe).__close))
-- expect: false	bad argument #1 to '?' (FILE* expected, got no value)
