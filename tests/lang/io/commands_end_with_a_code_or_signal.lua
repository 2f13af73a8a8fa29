-- Closing a pipe tells how its command ended.
-- skip torture: a running command is no part of a snapshot
print(io.popen("exit 0"):close()) -- expect: true	exit	0
print(io.popen("exit 1"):close()) -- expect: nil	exit	1
print(io.popen("exit 255"):close()) -- expect: nil	exit	255
print(io.popen("exit 256"):close()) -- expect: true	exit	0
print(io.popen("kill -9 $$"):close()) -- expect: nil	signal	9
print(io.popen("kill -TERM $$"):close()) -- expect: nil	signal	15
print(io.popen("no_such_command_at_all 2>/dev/null"):close()) -- expect: nil	exit	127
print(io.popen("exit 7", "w"):close()) -- expect: nil	exit	7
print(io.close(io.popen("exit 3"))) -- expect: nil	exit	3
local pipe = io.popen("echo text; exit 5")
print(pipe:read("a") == "text\n", pipe:close()) -- expect: true	nil	exit	5
do
    local closed <close> = io.popen("exit 9")
    pipe = closed
end
print(io.type(pipe), tostring(pipe), pcall(pipe.close, pipe))
-- expect: closed file	file (closed)	false	attempt to use a closed file
